// The chain of hooks, which what unwinds without a hook must not make longer.

import assert from "node:assert/strict";
import { test } from "node:test";

import { fixture, thrown } from "../node/load.mjs";
import { unwinds } from "../node/strategy.mjs";
import { isWell } from "../node/well.mjs";

const rust = fixture();

test("unwinding without a hook, 100,000 times: the chain of hooks does not grow", unwinds("catching"), () => {
  for (let i = 0; i < 100_000; i++) {
    assert.ok(thrown(() => rust.cancel(i)) instanceof rust.PanicError);
  }
  isWell(rust);
});

test("under a hook of the user's that calls ours, it does not grow either", unwinds("catching"), () => {
  rust.wrap_hook();
  for (let i = 0; i < 30_000; i++) thrown(() => rust.cancel(i));
  const before = rust.instanceStats().panics;
  isWell(rust);
  assert.equal(rust.instanceStats().panics, before + 1);
});
