// Loads a package, and what it instantiates: the exports without their glue.

import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(import.meta.url);

/**
 * @param {string} name
 * @returns {{ glue: any, raw: any, instantiate: () => WebAssembly.Instance }}
 */
export function load(name) {
  const folder = process.env[`BENCH_${name.toUpperCase()}`];
  if (!folder) throw new Error(`BENCH_${name.toUpperCase()} is not set: run \`cargo xtask bench\``);
  const { Instance } = WebAssembly;
  /** @type {[WebAssembly.Module, WebAssembly.Imports | undefined]} */
  let given;
  let raw;
  WebAssembly.Instance = new Proxy(Instance, {
    construct(target, args) {
      given = /** @type {typeof given} */ (args);
      const instance = new target(...given);
      raw = instance.exports;
      return instance;
    },
  });
  try {
    const glue = require(join(folder, `bench_${name}.js`));
    return { glue, raw, instantiate: () => new Instance(...given) };
  } finally {
    WebAssembly.Instance = Instance;
  }
}
