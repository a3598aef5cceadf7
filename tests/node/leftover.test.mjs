import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { inspect } from "node:util";

import { fixture, inProcess, rejection, thrown } from "./load.mjs";
import { isAbort, unwinds, unwindsAtAll } from "./strategy.mjs";
import { isWell } from "./well.mjs";

const rust = fixture();
const { PanicError } = rust;

// What unwinds without a hook.

test("what unwinds without a hook is not taken for an earlier panic of its type", unwinds("catching"), () => {
  assert.equal(thrown(() => rust.catch_one_resume_another("number")).payload, 7);
  assert.equal(thrown(() => rust.catch_one_resume_another("text")).message, "gone on");
  for (const value of [{}, NaN, "other", undefined]) {
    const error = thrown(() => rust.catch_one_resume_another("value", value));
    assert.ok(Object.is(error.payload, value));
    assert.equal(error.message, String(value));
  }
  for (const value of [{}, NaN, -0, "text"]) {
    const error = thrown(() => rust.catch_and_resume_it(value));
    assert.ok(Object.is(error.payload, value));
    assert.match(error.location.file, /unruly\.rs$/);
    assert.notEqual(error.location.line, 0);
  }
  isWell(rust);
});

// What is kept.

test("messages of 100 MiB, 50 of them, do not fill the memory", unwinds("destructors"), () => {
  const seen = inProcess(`
    const rust = fixture();
    for (const call of [rust.panic_with_length, rust.panic_with_vec]) {
      for (let i = 0; i < 50; i++) {
        const error = thrown(() => call(100 * 2 ** 20));
        if (!(error instanceof rust.PanicError)) throw error;
      }
    }
    console.log(JSON.stringify([rust.divide(4, 2), rust.instanceStats().panics]));`);
  assert.deepEqual(seen, [2, 100]);
});

test("a text comes back as the payload, however many panics there were since", () => {
  const error = thrown(() => rust.panic_with("a text"));
  for (let i = 0; i < 100; i++) thrown(() => rust.divide(1, 0));
  globalThis.unruly = () => { throw error; };
  for (let i = 0; i < 2; i++) assert.equal(rust.text_of_returned(), "a text");
  error.payload = error.message = "mine";
  assert.equal(rust.text_of_returned(), "a text");
});

// Panics while others unwind.

test("an export that a destructor calls may panic, whatever unwinds, and whatever it has caught itself", unwinds("unwinding"), async () => {
  for (const told of [true, false]) {
    for (const call of [() => rust.divide(1, 0), () => rust.catch_own_and_panic(), () => rust.cancel(1)]) {
      let inner;
      const error = thrown(() => rust.call_while_unwinding(() => { inner = thrown(call); }, told));
      assert.ok(inner instanceof PanicError, inspect(inner));
      assert.ok(error instanceof PanicError, inspect(error));
      assert.equal(error.exportName, "call_while_unwinding");
      await sleep(0);
      isWell(rust);
    }
  }
});

/** A panic that nobody catches: that of a destructor, as the garbage collector calls it. */
const losing = `
  const { web } = await import(${JSON.stringify(new URL("load.mjs", import.meta.url))});
  const { readFileSync } = await import("node:fs");
  const rust = await import(web.module);
  const wasm = rust.initSync({ module: readFileSync(web.wasm) });
  const lose = () => {
    const counter = new rust.Counter(1);
    counter.panic_in_drop();
    return thrown(() => wasm.__wbg_counter_free(counter.__destroy_into_raw(), 1));
  };
  const kind = (call) => rust.errorKind(thrown(call));
  const turn = () => new Promise((resolve) => setTimeout(resolve, 1));`;

test("a panic that nobody catches ends the instance: at the next one, or with the turn", () => {
  const atOnce = inProcess(`${losing}
    lose();
    console.log(JSON.stringify([kind(() => rust.divide(1, 0)), rust.instanceStats().aborts]));`);
  assert.deepEqual(atOnce, ["abort", 1]);
  // Where panics abort, the next call is enough.
  const later = inProcess(`${losing}
    lose();
    const before = ${isAbort} ? 2 : rust.divide(4, 2);
    await turn();
    console.log(JSON.stringify([before, kind(() => rust.divide(4, 2)), rust.instanceStats().aborts]));`);
  assert.deepEqual(later, [2, "abort", 1]);
});

test("below another call, which may be unwinding, it ends with the turn", unwinds("unwinding"), () => {
  const seen = inProcess(`${losing}
    let inner;
    rust.call(() => { lose(); inner = kind(() => rust.divide(1, 0)); });
    const before = rust.divide(4, 2);
    await turn();
    console.log(JSON.stringify([inner, before, kind(() => rust.divide(4, 2)), rust.instanceStats().aborts]));`);
  assert.deepEqual(seen, ["panic", 2, "abort", 1]);
});

// What the garbage collector drops.

/** Makes garbage, has it collected, and gives what was seen. */
const collected = (make, load = "fixture") =>
  inProcess(`
    const rust = ${load}();
    const heard = [], printed = [];
    const stop = rust.onPanic(({ message, exportName }) => heard.push([message, exportName]));
    console.error = (error) => printed.push(error.message);
    process.on("uncaughtException", () => heard.push("uncaught"));
    const attempt = (call) => { try { return call(); } catch (error) { return rust.errorKind(error); } };
    const collect = async () => {
      for (let i = 0; i < 20; i++) {
        gc();
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
    };
    for (let i = 0; i < 2; i++) {
      (() => { ${make} })();
      await collect();
      stop();
    }
    const { panics, aborts } = rust.instanceStats();
    console.log(JSON.stringify({
      heard, printed, panics, aborts, next: attempt(() => rust.divide(4, 2)),
      isPoisoning: ${isAbort} || attempt(() => rust.poisons_mutex()),
    }));`, ["--expose-gc"]);

test("a closure whose capture panics as the garbage collector drops it is told of, and the instance is sound", () => {
  const { heard, ...rest } = collected("rust.closure_with_explosive()();");
  assert.equal(heard.length, 1);
  assert.equal(heard[0][0], "a capture was dropped");
  assert.match(heard[0][1], /^closure at .*unruly\.rs:\d+$/);
  // With nobody to hear it, it is printed.
  const printed = ["a capture was dropped"];
  assert.deepEqual(rest, { printed, panics: 2, aborts: 0, next: 2, isPoisoning: true });
});

test("an object whose destructor panics as the garbage collector drops it ends the instance", () => {
  const make = "if (rust.instanceStats().aborts === 0) new rust.Counter(1).panic_in_drop();";
  const { heard, aborts, next } = collected(make, "retiring");
  // Listeners hear of it, with no export that it came out of.
  assert.deepEqual(heard, ["uncaught", ["panicked in drop", null]]);
  assert.equal(aborts, 1);
  assert.equal(next, "abort");
});

test("an exception out of a destructor that the garbage collector runs is no later panic's harm", unwindsAtAll, () => {
  const seen = inProcess(`
    const rust = recovering();
    let uncaught = 0;
    process.on("uncaughtException", () => (uncaught += 1));
    (() => new rust.Farewell(() => { throw new Error("mine"); }))();
    for (let i = 0; i < 20; i++) {
      gc();
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    const { name } = thrown(() => rust.panics());
    console.log(JSON.stringify([uncaught, name, rust.instanceStats().restarts, rust.add(1, 2)]));`, ["--expose-gc"]);
  assert.deepEqual(seen, [1, "PanicError", 1, 3]);
});

test("a closure whose capture panics as Rust drops it", () => {
  const heard = [];
  const stop = rust.onPanic((error) => heard.push(error.message));
  rust.drop_closure_with_explosive();
  stop();
  assert.deepEqual(heard, ["a capture was dropped"]);
  isWell(rust);
});

// Panics in what a task leaves behind.

/** What listeners hear while `f` runs, and what is printed. */
async function told(t, f) {
  const log = t.mock.method(console, "error", () => {});
  const heard = [];
  const before = rust.instanceStats().panics;
  const stop = rust.onPanic(({ message, exportName }) => heard.push([message, exportName]));
  const result = await f();
  await sleep(1);
  stop();
  log.mock.restore();
  assert.equal(rust.instanceStats().panics, before + heard.length);
  assert.deepEqual(log.mock.calls, []);
  return { result, heard };
}

test("a future that panics as it is dropped, having given its result", async (t) => {
  const joined = await told(t, () => rust.join_bomb(false));
  assert.equal(joined.result, "a future".length);
  assert.deepEqual(joined.heard.map(([message]) => message), ["a future was dropped"]);
  assert.match(joined.heard[0][1], /^task at .*unruly\.rs:\d+$/);
  const detached = await told(t, () => rust.detach_bomb(false));
  assert.equal(detached.heard.length, 1);
  assert.equal(detached.heard[0][0], "a future was dropped");
  assert.match(detached.heard[0][1], /^task at .*unruly\.rs:\d+$/);
  isWell(rust);
});

test("a future that panics as it is dropped, having panicked", unwinds("destructors"), async (t) => {
  const joined = await told(t, () => rejection(rust.join_bomb(true)));
  assert.equal(joined.result.message, "polled");
  assert.deepEqual(joined.heard.map(([message]) => message).sort(), ["a future was dropped", "polled"]);
  for (const [, name] of joined.heard) assert.match(name, /^task at .*unruly\.rs:\d+$/);
  isWell(rust);
});

test("a waker that panics is told of once, and whoever waits gets the result", async (t) => {
  const task = await told(t, () => rust.wait_by_broken_waker());
  assert.equal(task.result, 7);
  assert.deepEqual(task.heard.map(([message]) => message), ["in a waker"]);
  assert.match(task.heard[0][1], /^task at .*unruly\.rs:\d+$/);
  const promise = await told(t, () => rust.wait_by_broken_waker(Promise.resolve(9)));
  assert.equal(promise.result, 9);
  assert.deepEqual(promise.heard, [["in a waker", "wake"]]);
  assert.equal(rust.instanceStats().inFlight, 0);
  isWell(rust);
});
