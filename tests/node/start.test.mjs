import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { fixture, plain, thrown, web } from "./load.mjs";
import { isAbort, unwinds } from "./strategy.mjs";

/** A fresh copy of the web build, whose start function does what `failAtStart` says. */
async function start(failAtStart) {
  const rust = await import(`${pathToFileURL(web.module)}?${failAtStart}`);
  globalThis.failAtStart = failAtStart;
  try {
    rust.initSync({ module: readFileSync(web.wasm) });
    rust.keep_after_panics?.();
    return { rust, error: undefined };
  } catch (error) {
    return { rust, error };
  } finally {
    delete globalThis.failAtStart;
  }
}

test("a panic in start is a PanicError out of initialisation, and the instance lives", unwinds("start"), async () => {
  const { rust, error } = await start("panic");
  assert.ok(error instanceof rust.PanicError, String(error));
  assert.equal(error.message, "the start function panicked");
  assert.equal(error.exportName, "main");
  assert.match(error.location.file, /start\.rs$/);
  assert.equal(rust.divide(4, 2), 2);
  assert.equal(thrown(() => rust.divide(1, 0)).exportName, "divide");
  assert.equal(await rust.ready(1), 1);
});

test("an Err out of start is thrown as it is", async () => {
  const { rust, error } = await start("error");
  assert.equal(error, "the start function failed");
  assert.equal(rust.divide(4, 2), 2);
});

test("without a failure the web build works as the Node build does", async () => {
  const { rust, error } = await start(undefined);
  assert.equal(error, undefined);
  assert.equal(thrown(() => rust.divide(1, 0)).exportName, "divide");
  assert.equal((await rust.double(Promise.resolve(2))), 4);
});

test("a panic in start while a Node module loads", () => {
  globalThis.failAtStart = "panic";
  try {
    const error = thrown(fixture);
    assert.equal(error.name, "PanicError");
    assert.equal(error.message, "the start function panicked");
    const own = isAbort ? "unreachable" : undefined;
    assert.equal(thrown(plain).message, own, "plain wasm-bindgen has no message");
  } finally {
    delete globalThis.failAtStart;
  }
});
