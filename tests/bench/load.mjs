// Loads a package, and what it instantiates: the exports without their glue.

import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(import.meta.url);

/**
 * @param {string} name
 * @returns {{ glue: any, raw: any }}
 */
export function load(name) {
  const folder = process.env[`BENCH_${name.toUpperCase()}`];
  if (!folder) throw new Error(`BENCH_${name.toUpperCase()} is not set: run \`cargo xtask bench\``);
  const { Instance } = WebAssembly;
  /** @type {any} */
  let raw;
  WebAssembly.Instance = new Proxy(Instance, {
    construct(target, args) {
      const instance = Reflect.construct(target, args);
      raw = instance.exports;
      return instance;
    },
  });
  try {
    return { glue: require(join(folder, `bench_${name}.js`)), raw };
  } finally {
    WebAssembly.Instance = Instance;
  }
}
