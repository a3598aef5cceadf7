import { appendFileSync, existsSync } from "node:fs";
import { join } from "node:path";

import * as vite from "vite";
import wasm from "vite-plugin-wasm";

/**
 * @param {vite.PluginOption[]} plugins
 * @returns {import("./bundlers.mjs").Bundler}
 */
const bundler = (...plugins) => ({
  version: vite.version,
  async build({ folder, site }) {
    const warnings = /** @type {string[]} */ ([]);
    const build = { outDir: site, emptyOutDir: true, target: "esnext" };
    await vite.build({ ...configOf(folder, plugins, warnings), build });
    return warnings;
  },
  async serve({ folder, warnings, results }) {
    const server = await vite.createServer({
      ...configOf(folder, [...plugins, editor(join(folder, "pkg"))], warnings),
      server: { port: 0, host: "127.0.0.1", watch: null, proxy: { "/result": results } },
      cacheDir: join(folder, ".vite"),
    });
    await server.listen();
    const { port } = /** @type {import("node:net").AddressInfo} */ (server.httpServer?.address());
    return { origin: `http://127.0.0.1:${port}`, close: () => server.close() };
  },
});

/**
 * Writes the package anew when the page asks for it, as a build does. Says so itself: of two changes in short order
 * the watcher of files may tell once.
 *
 * @param {string} pkg
 * @returns {vite.Plugin}
 */
const editor = (pkg) => ({
  name: "editor",
  configureServer({ middlewares, watcher }) {
    middlewares.use("/edit", (_, response) => {
      const glue = ["bundled_bg.js", "bundled.js"].map((name) => join(pkg, name)).find((path) => existsSync(path));
      if (glue) {
        appendFileSync(glue, "// Edited.\n");
        watcher.emit("change", glue);
      }
      response.writeHead(204).end();
    });
  },
});

/**
 * @param {string} root
 * @param {vite.PluginOption[]} plugins
 * @param {string[]} warnings
 * @returns {vite.InlineConfig}
 */
function configOf(root, plugins, warnings) {
  const customLogger = vite.createLogger("silent");
  const note = (/** @type {string} */ text) => { warnings.push(text); };
  Object.assign(customLogger, { warn: note, warnOnce: note, error: note });
  return { root, base: "./", configFile: false, plugins, customLogger, logLevel: "silent" };
}

export const VITE = bundler();
export const VITE_WITH_PLUGIN = bundler(wasm());
