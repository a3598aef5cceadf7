// Loads the modules under test as a user would, one fresh instance of all state for each file.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(import.meta.url);

/** @param {string} variable */
export function directory(variable) {
  const path = process.env[variable];
  if (!path) throw new Error(`${variable} is not set: run \`cargo xtask test node\``);
  return path;
}

/** The fixture as a Node module. Where panics abort, its instance is kept after each. */
export function fixture() {
  const module = retiring();
  module.keep_after_panics?.();
  return module;
}

/** The fixture as it is by itself, others with our crate, or the twin without. */
export const retiring = () => require(join(directory("FIXTURE_NODEJS"), "fixture.js"));
export const recovering = () => require(join(directory("RECOVERING_NODEJS"), "recovering.js"));
export const dependencies = () => require(join(directory("DEPENDENCIES_NODEJS"), "dependencies.js"));
export const unchained = () => require(join(directory("UNCHAINED_NODEJS"), "unchained.js"));
export const plain = () => require(join(directory("PLAIN_NODEJS"), "plain.js"));

/** The web build of the fixture, and its bytes. */
export const web = {
  get module() {
    return join(directory("FIXTURE_WEB"), "fixture.js");
  },
  get wasm() {
    return join(directory("FIXTURE_WEB"), "fixture_bg.wasm");
  },
};

/**
 * What `f` throws.
 *
 * @param {() => unknown} f
 * @returns {any}
 */
export function thrown(f) {
  try {
    f();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}

/**
 * What `promise` rejects with.
 *
 * @param {Promise<unknown>} promise
 * @returns {Promise<any>}
 */
export const rejection = (promise) =>
  promise.then(
    () => Promise.reject(new Error("the promise was fulfilled")),
    (error) => error,
  );

/**
 * What `call` throws, or its promise rejects with.
 *
 * @param {() => unknown} call
 * @returns {Promise<any>}
 */
export async function failure(call) {
  try {
    await call();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}

/**
 * Runs a script that ends its instance or its process, in a process of its own, and gives
 * what it prints as JSON.
 *
 * @param {string} script
 * @param {string[]} options of Node
 */
export function inProcess(script, options = []) {
  const { stdout, stderr, status } = run(script, options);
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout);
}

/**
 * The same, and gives what it prints and its exit code.
 *
 * @param {string} script
 * @param {string[]} options of Node
 */
export function run(script, options = []) {
  const prelude = `import { dependencies, fixture, plain, recovering, retiring, rejection, thrown, unchained } from "${import.meta.url}";`;
  const args = [...options, "--input-type=module", "--eval", prelude + script];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: "utf8" });
  return { stdout, stderr, status };
}
