import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";

import { fixture, inProcess, thrown } from "./load.mjs";
import { isAbort, unwinds } from "./strategy.mjs";

const rust = fixture();
const { PanicError } = rust;

/** That calls work, and panics do. */
function isWell() {
  assert.equal(rust.divide(4, 2), 2);
  const error = thrown(() => rust.divide(1, 0));
  assert.ok(error instanceof PanicError, inspect(error));
  assert.equal(error.message, "attempt to divide by zero");
  assert.equal(error.location.line, 12);
  if (!isAbort) assert.equal(rust.is_panicking(), false);
  assert.equal(rust.instanceStats().aborts, 0);
}

// What unwinds without a hook.

test("unwinding without a hook, 100,000 times: the chain of hooks does not grow", unwinds("catching"), () => {
  for (let i = 0; i < 100_000; i++) {
    assert.ok(thrown(() => rust.cancel(i)) instanceof PanicError);
  }
  isWell();
});

test("under a hook of the user's that calls ours, it does not grow either", unwinds("catching"), () => {
  rust.wrap_hook();
  for (let i = 0; i < 30_000; i++) thrown(() => rust.cancel(i));
  const before = rust.instanceStats().panics;
  isWell();
  assert.equal(rust.instanceStats().panics, before + 1);
});

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
  isWell();
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
