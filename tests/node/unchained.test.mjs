// A module without the feature `chain-hooks`.

import assert from "node:assert/strict";
import { test } from "node:test";

import { inProcess } from "./load.mjs";
import { unwinds } from "./strategy.mjs";

/** What panics say of themselves, each after one of these calls; and how many the user's hook has heard of. */
const after = (calls) =>
  inProcess(`
    const rust = unchained();
    const panics = ${JSON.stringify(calls)}.map((call) => {
      try { rust[call]?.(); } catch {}
      const error = thrown(() => rust.divide(1, 0));
      return [error.message, error.location.line > 0, error.exportName, /^[^\\n]*\\n[^\\n]*\\bdivide\\b/.test(error.stack)];
    });
    console.log(JSON.stringify({ panics, heard: rust.heard(), stats: rust.instanceStats() }));`);

const WHOLE = ["attempt to divide by zero", true, "divide", true];

test("a panic says what, where and in which export", unwinds("instance"), () => {
  const { panics, stats } = after(["nothing", "nothing"]);
  assert.deepEqual(panics, [WHOLE, WHOLE]);
  assert.deepEqual([stats.panics, stats.aborts], [2, 0]);
});

test("a hook of the user's is set, and hears of nothing", unwinds("instance"), () => {
  const { panics, heard } = after(["replace_hook", "replace_hook", "cancel"]);
  assert.deepEqual(panics, [WHOLE, WHOLE, WHOLE]);
  assert.equal(heard, 0);
});

test("where ours was taken away, it is there again after the first panic", unwinds("hook"), () => {
  const { panics, heard } = after(["withhold_hook", "nothing"]);
  assert.equal(panics[0][0], WHOLE[0]);
  assert.deepEqual(panics[1], WHOLE);
  assert.equal(heard, 1);
});

test("a panic that no hook has seen costs none of the others their place", unwinds("instance"), () => {
  assert.deepEqual(after(["cancel", "cancel"]).panics, [WHOLE, WHOLE]);
});
