import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { fixture, inProcess, rejection } from "./load.mjs";

const rust = fixture();
const { PanicError } = rust;

test("a result, at once or later", async () => {
  assert.equal(await rust.ready(7), 7);
  assert.equal(await rust.nothing(), undefined);
  assert.equal(await rust.double(Promise.resolve(4)), 8);
  assert.equal(await rust.double(sleep(5, 4)), 8);
  assert.equal(await rust.length_later("abc", "de"), 5);
  assert.ok(rust.ready(1) instanceof Promise);
});

test("an Err rejects with it", async () => {
  const mine = new Error("mine");
  assert.equal(await rejection(rust.double(Promise.reject(mine))), mine);
  assert.equal((await rejection(rust.double(Promise.resolve("x")))).message, "not a number");
});

test("a panic before and after an await rejects with a PanicError", async () => {
  const before = await rejection(rust.panic_before_await("early"));
  assert.ok(before instanceof PanicError);
  assert.equal(before.message, "early");
  assert.equal(before.exportName, "panic_before_await");
  assert.match(before.stack.split("\n")[1], /asynchronous::panic_before_await/);

  const after = await rejection(rust.panic_after_await(sleep(1), "late"));
  assert.ok(after instanceof PanicError);
  assert.equal(after.message, "late");
  assert.equal(after.exportName, "panic_after_await");
  assert.equal(after.kind, "panic");
  assert.match(after.stack.split("\n")[1], /asynchronous::panic_after_await/);
  assert.equal(await rust.ready(1), 1);
});

test("the stack of a panic before any await holds the JavaScript caller", async () => {
  const callsRust = () => rust.panic_before_await("early");
  assert.match((await rejection(callsRust())).stack, /at callsRust/);
});

test("1,000 in flight, every third panics, one task panics in the same tick", async (t) => {
  const log = t.mock.method(console, "error", () => {});
  const { promise: done, resolve } = withResolvers();
  const calls = [];
  for (let i = 1; i <= 1000; i++) {
    calls.push(rust.every_third(i));
    if (i === 500) rust.spawn_panicking(resolve);
  }
  assert.equal(rust.instanceStats().inFlight, 1002);
  const results = await Promise.allSettled(calls);
  results.forEach(({ status, value, reason }, index) => {
    const number = index + 1;
    if (number % 3) return assert.equal(value, number);
    assert.equal(status, "rejected");
    assert.equal(reason.message, `${number} is divisible by three`);
  });
  await done;
  await sleep(0);
  assert.equal(rust.instanceStats().inFlight, 0);
  assert.equal(log.mock.callCount(), 1);
  const [printed] = log.mock.calls[0].arguments;
  assert.ok(printed instanceof PanicError);
  assert.match(printed.exportName, /^task at .*asynchronous\.rs:\d+$/);
});

test("none waits for another", async () => {
  const { promise: never } = withResolvers();
  const waiting = rust.double(never);
  assert.equal(await rust.double(Promise.resolve(1)), 2);
  await rejection(rust.panic_after_await(Promise.resolve(), "beside it"));
  assert.equal(await Promise.race([waiting, Promise.resolve("still open")]), "still open");
  assert.equal(rust.instanceStats().inFlight, 1);
});

test("what plain wasm-bindgen refuses to hold across an await", async () => {
  assert.equal(await rust.hold_anything(new Uint32Array([1, 2])), 7);
});

test("a JavaScript exception out of a poll rejects; plain wasm-bindgen never settles", async () => {
  const error = await rejection(rust.throw_str_in_async());
  assert.equal(error.message, "thrown, not panicked");
  assert.equal(await rust.ready(2), 2);

  const twin = inProcess(`
    let uncaught;
    process.on("uncaughtException", (error) => (uncaught = error.message));
    const promise = plain().throw_str_in_async();
    const timeout = new Promise((resolve) => setTimeout(resolve, 50, "hangs"));
    const outcome = await Promise.race([promise, timeout]);
    console.log(JSON.stringify({ uncaught, outcome }));`);
  assert.deepEqual(twin, { uncaught: "thrown, not panicked", outcome: "hangs" });
});

test("an async export called by an async export, in one stack", async () => {
  const results = [];
  const thenable = { then: (resolve) => resolve(rust.ready(3)) };
  results.push(await rust.double(rust.ready(2)), await rust.double(Promise.resolve(thenable)));
  assert.deepEqual(results, [4, 6]);
});

test("a trap before an await is thrown, one after an await rejects, and nothing else happens", () => {
  const outcome = (call) =>
    inProcess(`
      const rust = fixture();
      const kinds = [];
      try {
        await ${call}.catch((error) => kinds.push("rejected", rust.errorKind(error)));
      } catch (error) {
        kinds.push("thrown", rust.errorKind(error));
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
      console.log(JSON.stringify(kinds));`);
  assert.deepEqual(outcome("rust.trap()"), ["thrown", "abort"]);
  assert.deepEqual(outcome("rust.trap(Promise.resolve())"), ["rejected", "abort"]);
});

/** Promise.withResolvers, which Node 20 lacks. */
function withResolvers() {
  let resolve;
  const promise = new Promise((fulfil) => (resolve = fulfil));
  return { promise, resolve };
}
