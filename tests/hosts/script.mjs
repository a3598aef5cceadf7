// The suite on Node, Deno or Bun: `script.mjs <folder of packages> <target> <main|worker>`.
// Prints the outcomes as the last line.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";

import { conform } from "./conformance.mjs";

const [packages, target, context] = isMainThread ? process.argv.slice(2) : workerData;

/**
 * @param {string} name
 * @param {string} file
 */
const path = (name, file) => resolve(packages, `${name}-${target}`, file);

/**
 * @param {string} name
 * @param {string} file
 */
const imported = (name, file) => import(pathToFileURL(path(name, file)).href);

/** @type {Record<string, (name: string) => Promise<any>>} */
const LOADERS = {
  nodejs: async (name) => createRequire(import.meta.url)(path(name, `${name}.js`)),
  web: async (name) => {
    const module = await imported(name, `${name}.js`);
    module.initSync({ module: readFileSync(path(name, `${name}_bg.wasm`)) });
    return module;
  },
  bundler: bundled,
  module: (name) => imported(name, `${name}.js`),
};

/**
 * What bundlers make of `import * as wasm from "./name_bg.wasm"`.
 *
 * @param {string} name
 */
async function bundled(name) {
  const module = await WebAssembly.compile(readFileSync(path(name, `${name}_bg.wasm`)));
  const imports = /** @type {any} */ ({});
  for (const { module: file } of WebAssembly.Module.imports(module)) {
    imports[file] ??= await imported(name, file);
  }
  const glue = await imported(name, `${name}_bg.js`);
  const { exports } = await WebAssembly.instantiate(module, imports);
  glue.__wbg_set_wasm(exports);
  /** @type {any} */ (exports).__wbindgen_start();
  return glue;
}

if (isMainThread && context === "worker") {
  const worker = new Worker(new URL(import.meta.url), { workerData: [packages, target, context] });
  worker.on("message", print);
  worker.on("error", (error) => {
    throw error;
  });
} else {
  const result = await conform(LOADERS[target]);
  if (isMainThread) print(result);
  else parentPort?.postMessage(result);
}

/** @param {unknown} result */
function print(result) {
  console.log(`\n${JSON.stringify(result)}`);
}
