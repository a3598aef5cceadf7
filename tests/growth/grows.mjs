// What every test of growth counts, and how often.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { web } from "../node/load.mjs";

// The web build, since its initialisation hands out the instance's own exports.
export const rust = await import(pathToFileURL(web.module));
const wasm = rust.initSync({ module: readFileSync(web.wasm) });
rust.keep_after_panics?.();
export const CALLS = 100_000;
const SETTLED = 1_000;

const size = () => ({
  bytes: wasm.memory.buffer.byteLength,
  tableLength: wasm.__wbindgen_externrefs.length,
  externrefs: rust.live_externrefs(),
  stack: rust.stack_pointer(),
});

/**
 * @param {string} name
 * @param {(i: number) => unknown} call
 * @param {{ skip?: string | false }} options
 */
export function growsNot(name, call, options = {}, what = "panics") {
  test(`${CALLS} ${what}, ${name}: nothing grows`, options, async () => {
    for (let i = 0; i < SETTLED; i++) await call(i);
    const before = size();
    for (let i = SETTLED; i < CALLS; i++) {
      // Sync panics need no turn of the event loop of their own.
      const result = call(i);
      if (result) await result;
    }
    assert.deepEqual(size(), before);
  });
}
