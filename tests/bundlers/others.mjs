// Bundlers that leave wasm to the glue of the target `web`.

import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

import terser from "@rollup/plugin-terser";
import { Parcel } from "@parcel/core";
import * as esbuild from "esbuild";
import { VERSION, rollup } from "rollup";

import { page } from "./project.mjs";

/** @typedef {import("./bundlers.mjs").Bundler} Bundler */

const require = createRequire(import.meta.url);

/** @type {Bundler} */
export const ROLLUP = {
  version: VERSION,
  async build({ folder, site }) {
    const warnings = /** @type {string[]} */ ([]);
    const bundle = await rollup({
      input: join(folder, "main.mjs"),
      onwarn: ({ message }) => { warnings.push(message); },
    });
    await bundle.write({ dir: site, entryFileNames: "main.js", plugins: [terser()] });
    await bundle.close();
    // It leaves `new URL("bundled_bg.wasm", import.meta.url)` as it is.
    cpSync(join(folder, "pkg/bundled_bg.wasm"), join(site, "bundled_bg.wasm"));
    writeFileSync(join(site, "index.html"), page("./main.js"));
    return warnings;
  },
};

/** @type {Bundler} */
export const ESBUILD = {
  version: esbuild.version,
  async build({ folder, site, inline }) {
    const { warnings } = await esbuild.build({
      absWorkingDir: folder,
      entryPoints: ["main.mjs"],
      outfile: join(site, "main.js"),
      bundle: true,
      minify: true,
      format: "esm",
      loader: { ".wasm": inline ? "dataurl" : "file" },
      logLevel: "silent",
    });
    writeFileSync(join(site, "index.html"), page("./main.js"));
    return warnings.map(({ text }) => text);
  },
};

/** @type {Bundler} */
export const PARCEL = {
  version: JSON.parse(readFileSync(require.resolve("parcel/package.json"), "utf8")).version,
  async build({ folder, site }) {
    const bundler = new Parcel({
      entries: join(folder, "index.html"),
      defaultConfig: require.resolve("@parcel/config-default"),
      mode: "production",
      defaultTargetOptions: { distDir: site, publicUrl: "./", shouldScopeHoist: true },
      cacheDir: join(folder, ".parcel-cache"),
      shouldDisableCache: true,
      logLevel: "none",
    });
    await bundler.run();
    // It hands warnings to reporters alone.
    return [];
  },
};
