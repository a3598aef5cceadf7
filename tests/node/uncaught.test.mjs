// Traps in closures that are not ours, which nobody catches.

import assert from "node:assert/strict";
import { test } from "node:test";

import { inProcess } from "./load.mjs";
import { isAbort } from "./strategy.mjs";

/** What has become of the module once nobody has caught what `script` throws, and what that has logged. */
function outcome(script) {
  return inProcess(`
    import { setTimeout as sleep } from "node:timers/promises";
    process.on("uncaughtException", () => {});
    const rust = recovering();
    const seen = [];
    rust.onAbort(({ cause }) => seen.push(cause.message));
    const waiting = rejection(rust.double(new Promise(() => {})));
    ${script}
    await sleep(200);
    const { panics, aborts, restarts } = rust.instanceStats();
    const isEnded = await Promise.race([waiting.then(({ name }) => name), sleep(1, "in flight")]);
    console.log(JSON.stringify({ seen, panics, aborts, restarts, waiting: isEnded, sum: rust.add(1, 2) }));`);
}

const UNHARMED = { seen: [], panics: 0, aborts: 0, restarts: 0, waiting: "in flight", sum: 3 };
const replaced = (message, panics = 0) =>
  ({ seen: [message], panics, aborts: 1, restarts: 1, waiting: "InstanceAbortedError", sum: 3 });

/** Faults that are no panics, and what V8 says of them. */
const TRAPS = {
  unreachable: "unreachable",
  abort: "unreachable",
  stack: "Maximum call stack size exceeded",
  "shadow stack": /out of bounds|call stack/,
  bounds: "memory access out of bounds",
};

for (const [fault, message] of Object.entries(TRAPS)) {
  test(`${fault}, from a timer: the instance ends, and the next one takes over`, () => {
    const got = outcome(`setTimeout(rust.plain_closure(${JSON.stringify(fault)}));`);
    if (message instanceof RegExp) assert.match(got.seen[0], message);
    assert.deepEqual(got, replaced(message instanceof RegExp ? got.seen[0] : message));
  });
}

test("as the rejection of a promise, likewise", () => {
  const got = outcome('Promise.resolve().then(rust.plain_closure("unreachable"));');
  assert.deepEqual(got, replaced("unreachable"));
});

test("twice, with a call in between", () => {
  const got = outcome(`
    for (let i = 0; i < 2; i += 1) {
      setTimeout(rust.plain_closure("unreachable"));
      await sleep(100);
      rust.add(1, 2);
    }`);
  assert.deepEqual(got, { ...replaced("unreachable"), seen: ["unreachable", "unreachable"], aborts: 2, restarts: 2 });
});

test("that of a panic is counted once", { skip: !isAbort && "where panics abort" }, () => {
  for (const call of ["setTimeout(closure)", "Promise.resolve().then(closure)"]) {
    const got = outcome(`const closure = rust.plain_closure("none"); ${call};`);
    assert.deepEqual(got, replaced("no such fault: none", 1));
  }
});

test("what has ended an instance ends no other when it is thrown once more, whenever that is", () => {
  for (const time of [0, 100]) {
    const got = outcome(`
      const trap = thrown(() => rust.fail("unreachable"));
      setTimeout(() => { throw trap; }, ${time});`);
    assert.deepEqual(got, replaced("unreachable"));
  }
});

test("nor does what nobody had caught, once another instance has ended since", () => {
  const got = outcome(`
    const uncaught = [];
    process.on("uncaughtException", (error) => uncaught.push(error));
    setTimeout(rust.plain_closure("unreachable"));
    await sleep(100);
    thrown(() => rust.fail("abort"));
    await sleep(100);
    setTimeout(() => { throw uncaught[0]; });`);
  assert.deepEqual(got, { ...replaced("unreachable"), seen: ["unreachable", "unreachable"], aborts: 2, restarts: 2 });
});

test("a trap is noticed some time after a panic, also where timers are fake", () => {
  const got = outcome(`
    globalThis.setTimeout = () => 0;
    thrown(() => rust.panics());
    await sleep(100);
    setImmediate(rust.plain_closure("unreachable"));`);
  const seen = isAbort ? ["a panic", "unreachable"] : ["unreachable"];
  const { length: aborts } = seen;
  assert.deepEqual(got, { ...replaced("", 1), seen, aborts, restarts: aborts });
});

test("what JavaScript catches, other errors, and the traps of other modules end nothing", () => {
  const got = outcome(`
    const trapping = new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.of(
      0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 0x66, 0, 0, 10, 5, 1, 3, 0, 0, 0x0b,
    ))).exports.f;
    setTimeout(trapping);
    setTimeout(() => { throw new WebAssembly.RuntimeError("unreachable"); });
    setTimeout(() => { throw undefined; });
    setTimeout(() => { throw Object.assign(new WebAssembly.RuntimeError(), { get stack() { throw 1; } }); });
    setTimeout(() => rust.through_plain);
    const overflow = () => overflow();
    setTimeout(overflow);`);
  assert.deepEqual(got, UNHARMED);
});

test("two modules: only the one ends whose trap it is", () => {
  const got = outcome(`
    const other = retiring();
    setTimeout(rust.plain_closure("unreachable"));
    await sleep(50);
    seen.push(other.instanceStats().aborts);`);
  assert.deepEqual(got, { ...replaced("unreachable"), seen: ["unreachable", 0] });
});

test("a copy of the module in another folder, which stacks do not tell by its wasm, goes on", () => {
  const got = outcome(`
    const { cpSync, mkdtempSync, rmSync } = await import("node:fs");
    const { createRequire } = await import("node:module");
    const { tmpdir } = await import("node:os");
    const folder = mkdtempSync(tmpdir() + "/copy-");
    cpSync(process.env.RECOVERING_NODEJS, folder, { recursive: true });
    const copy = createRequire(import.meta.url)(folder + "/recovering.js");
    rmSync(folder, { recursive: true });
    setTimeout(rust.plain_closure("unreachable"));
    await sleep(50);
    seen.push(copy.instanceStats().aborts);
    setTimeout(copy.plain_closure("unreachable"));
    await sleep(50);
    // Node warns of too many.
    const areMany = process.listenerCount("uncaughtExceptionMonitor") > 1;
    seen.push(copy.instanceStats().aborts, areMany);`);
  assert.deepEqual(got, { ...replaced("unreachable"), seen: ["unreachable", 0, 1, false] });
});
