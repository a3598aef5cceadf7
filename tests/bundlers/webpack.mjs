// webpack, and rspack, which takes the same configuration.

import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { rspack, rspackVersion } from "@rspack/core";
import webpack from "webpack";
import DevServer from "webpack-dev-server";

import { page } from "./project.mjs";

/** @typedef {import("./bundlers.mjs").Bundler} Bundler */


/**
 * @param {string} folder
 * @param {string} path
 * @param {string} target
 * @param {"production" | "development"} mode
 * @returns {webpack.Configuration}
 */
function configOf(folder, path, target, mode) {
  return {
    mode,
    context: folder,
    entry: "./main.mjs",
    output: { path, filename: "main.js", publicPath: "auto" },
    performance: { hints: false },
    experiments: { asyncWebAssembly: target !== "web", ...(target === "module" && { sourceImport: true }) },
  };
}

/**
 * @param {string} version
 * @param {(config: any) => any} compilerOf
 * @returns {Bundler}
 */
const bundler = (version, compilerOf) => ({
  version,
  async build({ folder, site, target }) {
    const compiler = compilerOf(configOf(folder, site, target, "production"));
    const stats = await new Promise((resolve, reject) =>
      compiler.run((/** @type {unknown} */ error, /** @type {any} */ stats) => error ? reject(error) : resolve(stats)));
    await new Promise((resolve) => compiler.close(resolve));
    const { errors, warnings } = stats.toJson({ all: false, errors: true, warnings: true });
    if (errors.length > 0) throw new Error(errors.map(({ message = "" }) => message).join("\n"));
    writeFileSync(join(site, "index.html"), page("./main.js"));
    return warnings.map(({ message = "" }) => message);
  },
});

/** @type {Bundler} */
export const WEBPACK = {
  ...bundler(webpack.version, webpack),
  async serve({ folder, target, warnings, results }) {
    writeFileSync(join(folder, "index.html"), page("./main.js"));
    const compiler = webpack({
      ...configOf(folder, join(folder, "dist"), target, "development"),
      infrastructureLogging: { level: "none" },
      stats: "none",
    });
    compiler?.hooks.done.tap("warnings", ({ compilation }) => {
      warnings.push(...[...compilation.errors, ...compilation.warnings].map(({ message }) => message));
    });
    const server = new DevServer({
      host: "127.0.0.1",
      port: "auto",
      static: folder,
      proxy: [{ context: ["/result"], target: results }],
    }, /** @type {any} */ (compiler));
    await server.start();
    const { port } = /** @type {import("node:net").AddressInfo} */ (server.server?.address());
    return { origin: `http://127.0.0.1:${port}`, close: () => server.stop() };
  },
};

export const RSPACK = bundler(rspackVersion, rspack);
