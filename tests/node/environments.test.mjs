// What is loaded before the module changes the host under it: the same suites pass.

import assert from "node:assert/strict";
import { AsyncLocalStorage } from "node:async_hooks";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { inProcess, recovering } from "./load.mjs";
import { isAbort } from "./strategy.mjs";

const SUITES = ["panic", "async", "task", "recovery", "thenable"];
/** What keeps each from this Node. */
const ENVIRONMENTS = {
  zone: false,
  // Its stand-in for `detached`, which wasm-bindgen's glue asks as memory grows, is always false.
  ses: !("detached" in ArrayBuffer.prototype) && "SES takes detached buffers for good ones here",
};

/** @param {string} name */
const path = (name) => fileURLToPath(new URL(name, import.meta.url));

for (const [environment, skip] of Object.entries(ENVIRONMENTS)) {
  for (const suite of SUITES) {
    test(`with ${environment} loaded first, \`${suite}\` passes`, { skip }, async () => {
      const preload = new URL(`preload/${environment}.mjs`, import.meta.url).href;
      const args = ["--import", preload, "--test", path(`${suite}.test.mjs`)];
      // Otherwise it would be a part of this test run.
      const { NODE_TEST_CONTEXT, ...env } = process.env;
      const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "pipe"] });
      let output = "";
      for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += text));
      const [status] = await once(child, "close");
      assert.equal(status, 0, output);
    });
  }
}

test("fake timers, as Jest has them, hold up no promise and no restart", () => {
  const seen = inProcess(`
    const rust = recovering();
    globalThis.queueMicrotask = () => {};
    const doubled = await rust.double(Promise.resolve(2));
    const waiting = rejection(rust.double(new Promise(() => {})));
    thrown(() => rust.fail("abort"));
    const { name } = await waiting;
    console.log(JSON.stringify([doubled, name, rust.add(1, 2), rust.instanceStats().restarts]));`);
  assert.deepEqual(seen, [4, "InstanceAbortedError", 3, 1]);
});

const fail = '() => { throw new Error("called"); }';

/** What somebody changes once the module is there. */
const CHANGES = {
  "a clock that throws": `Date.now = ${fail}`,
  "an iterator of arrays that throws": `Array.prototype[Symbol.iterator] = ${fail}`,
  "no console": "delete globalThis.console",
  "another `then`": `Promise.prototype.then = ${fail}`,
  "entries of objects that throw": `Object.entries = ${fail}`,
};

for (const [name, change] of Object.entries(CHANGES)) {
  test(`${name}: panics, rejections and a restart are as ever`, () => {
    const seen = inProcess(`
      const rust = recovering();
      const turn = async () => { for (let i = 0; i < 20; i++) await undefined; };
      const nameOf = async (promise) => { try { await promise; } catch (error) { return error.name; } };
      const waiting = nameOf(rust.double(new Promise(() => {})));
      const { log } = console;
      ${change};
      const panics = thrown(() => rust.panics()).name;
      await turn();
      const later = await nameOf(rust.double("no number"));
      await turn();
      const { cause } = thrown(() => rust.fail_by_policy());
      const seen = { panics, later, cause: cause.name, waiting: await waiting };
      await turn();
      const { restarts } = rust.instanceStats();
      log(JSON.stringify({ ...seen, added: rust.add(1, 2), doubled: await rust.double(2), restarts }));`);
    const name = "PanicError";
    const restarts = isAbort ? 3 : 1;
    const expected = { panics: name, later: name, cause: name, waiting: "InstanceAbortedError", added: 3, doubled: 4 };
    assert.deepEqual(seen, { ...expected, restarts });
  });
}

test("a getter on `Object.prototype` that every descriptor has: what is in flight rejects", () => {
  const seen = inProcess(`
    // wasm-bindgen's glue has such descriptors too, and makes no next instance.
    globalThis.isFinal = 1;
    const rust = recovering();
    const waiting = rejection(rust.double(new Promise(() => {})));
    Object.prototype.get = 1;
    const { cause } = thrown(() => rust.fail_by_policy());
    const { name } = await waiting;
    delete Object.prototype.get;
    console.log(JSON.stringify([cause.name, name]));`);
  assert.deepEqual(seen, ["PanicError", "InstanceAbortedError"]);
});

test("each task goes on in the context of its own call, as `AsyncLocalStorage` has it", async () => {
  const storage = new AsyncLocalStorage();
  const rust = recovering();
  const calls = [0, 1, 2].map((i) => storage.run(i, () => rust.through_plain_later(() => storage.getStore())));
  assert.deepEqual(await Promise.all(calls), [0, 1, 2]);
  assert.equal(storage.getStore(), undefined);
});
