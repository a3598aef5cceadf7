import assert from "node:assert/strict";
import { test } from "node:test";

import { fixture, rejection, thrown } from "./load.mjs";
import { aborts, unwinds } from "./strategy.mjs";

const rust = fixture();

test("destructors run, each once", unwinds("destructors"), async () => {
  const before = rust.drops();
  thrown(() => rust.panic_with_drops());
  assert.equal(rust.drops(), before + 3);
  await rejection(rust.panic_after_await(Promise.resolve(), "with one held"));
  assert.equal(rust.drops(), before + 4);
  assert.equal(await rust.panic_after_await(Promise.resolve(), ""), 1);
  assert.equal(rust.drops(), before + 5);
});

test("statics and thread locals are as the panic left them", () => {
  thrown(() => rust.count_then_panic());
  thrown(() => rust.count_then_panic());
  assert.deepEqual([...rust.counts()], [2, 20]);
});

test("a mutex that was held is poisoned, and not stuck", unwinds("locks"), () => {
  assert.equal(rust.lock_state(), "free: 0");
  thrown(() => rust.panic_with_lock());
  assert.equal(rust.lock_state(), "poisoned: 1");
  thrown(() => rust.panic_with_lock());
  assert.equal(rust.lock_state(), "poisoned: 2");
});

test("once a panic is over, the thread counts as panicking no more", unwinds("panicking"), async () => {
  thrown(() => rust.count_then_panic());
  assert.equal(rust.is_panicking(), false);
  await rejection(rust.panic_after_await(Promise.resolve(), "later"));
  assert.equal(rust.is_panicking(), false);
});

test("where panics abort, it does as long as the instance is kept", aborts, () => {
  thrown(() => rust.count_then_panic());
  assert.equal(rust.is_panicking(), true);
});
