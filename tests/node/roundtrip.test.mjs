import assert from "node:assert/strict";
import { test } from "node:test";

import { fixture, rejection, thrown } from "./load.mjs";
import { unwinds } from "./strategy.mjs";

const rust = fixture();
const { PanicError } = rust;

test("a panic comes up through three levels of Rust and JavaScript, with and without catch", unwinds("destructors"), () => {
  for (const name of ["descend", "descend_caught"]) {
    const passed = [];
    globalThis.descend = (depth) => {
      try {
        rust[name](depth);
      } catch (error) {
        passed.push(error);
        throw error;
      }
    };
    const [panics, drops] = [rust.instanceStats().panics, rust.drops()];
    const error = thrown(() => rust[name](3));
    assert.ok(error instanceof PanicError);
    assert.deepEqual(passed, [error, error, error]);
    assert.ok(passed.every((other) => other === error));
    assert.equal(error.exportName, name);
    assert.equal(rust.instanceStats().panics, panics + 1);
    assert.equal(rust.drops(), drops + 4);
  }
});

test("back in Rust it has its payload, place and export; used up, its message", unwinds("payload"), () => {
  const opaque = "a panic with a payload that is not a string";
  globalThis.descend = (depth) => rust.descend(depth);
  const seen = rust.inspect(() => rust.descend(1));
  const line = seen[2];
  assert.deepEqual(seen, [
    "42", opaque, line, "descend",
    "42", opaque, line, "descend",
    "false", opaque, opaque, line, "descend",
  ]);
  assert.deepEqual(rust.catch_inner(), ["42", opaque, line, "descend"]);
  assert.deepEqual(rust.inspect(() => { throw new Error("mine"); }), ["not a panic"]);
});

test("what JavaScript has made of the error's fields meanwhile does not confuse Rust", unwinds("payload"), () => {
  const line = String(thrown(() => rust.descend(0)).location.line);
  const seen = rust.inspect(() => {
    const error = thrown(() => rust.descend(0));
    throw Object.assign(error, { message: Symbol("mine"), exportName: {}, location: undefined });
  });
  const message = "Symbol(mine)";
  assert.deepEqual(seen, [
    "42", message, line, "descend",
    "42", message, line, "descend",
    "false", message, message, line, "descend",
  ]);
  assert.equal(rust.divide(4, 2), 2);
});

test("only the error itself is the panic, not one that looks like it", unwinds("payload"), () => {
  const error = thrown(() => rust.descend(0));
  assert.equal(rust.has_payload(error), true);
  const copies = [{ ...error }, Object.create(error), error.toJSON(), new Error(error.message)];
  for (const copy of [...copies, undefined, null, "text", Object.assign(Object.create(PanicError.prototype), error)]) {
    assert.equal(rust.has_payload(copy), undefined);
  }
});

test("looking at a panic does not use it up; 64 newer ones do", unwinds("payload"), () => {
  const error = thrown(() => rust.descend(0));
  for (let i = 0; i < 3; i++) assert.equal(rust.has_payload(error), true);
  for (let i = 0; i < 63; i++) thrown(() => rust.divide(1, 0));
  assert.equal(rust.has_payload(error), true);
  for (let i = 0; i < 64; i++) thrown(() => rust.divide(1, 0));
  assert.equal(rust.has_payload(error), false);
});

test("panics that Rust itself catches use up no payload", unwinds("payload"), () => {
  const error = thrown(() => rust.descend(0));
  rust.catch_in_loop(new Uint32Array(63).fill(1));
  for (let i = 0; i < 2; i++) thrown(() => rust.divide(1, 0));
  assert.equal(rust.has_payload(error), true);
});

test("panics caught in a loop, one after the other", () => {
  assert.deepEqual(rust.catch_in_loop(new Uint32Array([1, 22, 3])), ["1", "3"]);
});

test("a rejection is resumed with the same object", async () => {
  const inner = rust.panic_before_await("inner");
  const outer = await rejection(rust.resume_rejection(inner));
  assert.equal(outer, await rejection(inner));
  assert.equal(outer.exportName, "panic_before_await");
});

test("a listener hears every panic that reaches a boundary, once, with the caller's object", async () => {
  const heard = [];
  const stop = rust.onPanic((error) => heard.push(error));
  const errors = [];
  errors.push(thrown(() => rust.divide(1, 0)));
  errors.push(await rejection(rust.panic_before_await("async")));
  errors.push(thrown(rust.counter(1)));
  globalThis.descend = (depth) => rust.descend(depth);
  errors.push(thrown(() => rust.descend(3)));
  errors.push(thrown(() => new rust.Counter(0)));
  assert.equal(heard.length, errors.length);
  heard.forEach((error, i) => assert.equal(error, errors[i]));

  // What the caller gets instead is not what is heard.
  assert.match(thrown(() => rust.mapped()), /^mapped/);
  assert.equal(heard.at(-1).exportName, "mapped");
  rust.throw_from_now_on("not a panic");
  thrown(() => rust.import_throw("nothing"));
  rust.throw_no_more();
  assert.equal(heard.length, errors.length + 1);

  stop();
  stop();
  thrown(() => rust.divide(1, 0));
  assert.equal(heard.length, errors.length + 1);
});

test("a listener that throws or calls back is its own affair", (t) => {
  const log = t.mock.method(console, "error", () => {});
  const mine = new Error("in a listener");
  const heard = [];
  let isInner = false;
  const callBack = (error) => {
    heard.push(error.message, rust.divide(4, 2));
    if (isInner) return;
    isInner = true;
    thrown(() => rust.at_index([], 0));
  };
  const stops = [rust.onPanic(() => { throw mine; }), rust.onPanic(callBack)];
  const error = thrown(() => rust.divide(1, 0));
  stops.forEach((stop) => stop());
  assert.equal(error.message, "attempt to divide by zero");
  assert.equal(heard.length, 4);
  assert.match(heard[2], /index out of bounds/);
  const printed = log.mock.calls.map(({ arguments: [error] }) => error);
  assert.deepEqual(printed, [mine, mine]);
  assert.throws(() => rust.onPanic("not a function"), TypeError);
  assert.equal(rust.divide(4, 2), 2);
});

test("Rust's observers hear the same; one that panics is printed and changes nothing", (t) => {
  const log = t.mock.method(console, "error", () => {});
  rust.observe();
  thrown(() => rust.divide(1, 0));
  assert.deepEqual(rust.observed(true), ["attempt to divide by zero in divide"]);
  const error = thrown(() => rust.divide(1, 0));
  assert.equal(error.message, "attempt to divide by zero");
  assert.deepEqual(rust.observed(false), ["attempt to divide by zero in divide"]);
  assert.deepEqual(
    log.mock.calls.map(({ arguments: [printed] }) => printed.message),
    ["in an observer"],
  );
});
