// What is changed in the host beside the module.

import assert from "node:assert/strict";
import { AsyncLocalStorage } from "node:async_hooks";
import { test } from "node:test";

import { inProcess, recovering } from "./load.mjs";
import { isAbort } from "./strategy.mjs";

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

test("a host without `queueMicrotask`, timers and events, as an audio worklet is one: calls, promises and a restart", () => {
  const seen = inProcess(`
    const missing = ["queueMicrotask", "setTimeout", "setInterval", "performance", "navigator", "structuredClone"];
    for (const name of missing) delete globalThis[name];
    const rust = recovering();
    const doubled = await rust.double(Promise.resolve(2));
    const waiting = rejection(rust.double(new Promise(() => {})));
    thrown(() => rust.fail("unreachable"));
    const { name } = await waiting;
    const { message } = thrown(() => rust.panics());
    console.log(JSON.stringify([doubled, name, message, rust.instanceStats().restarts]));`);
  assert.deepEqual(seen, [4, "InstanceAbortedError", "a panic", 1]);
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
