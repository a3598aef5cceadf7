// Where panics abort: panics whose trap passes by every boundary, or is caught in JavaScript.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { recovering, rejection, thrown } from "./load.mjs";
import { aborts, abortsBySelf, isAbort } from "./strategy.mjs";

const rust = recovering();
const { InstanceAbortedError, PanicError, errorKind } = rust;

const idle = () => {};

/** What is heard of, and what a promise in flight gives, while `f` runs and until there is a fresh instance. */
async function heard(f) {
  const panics = [];
  const aborted = [];
  const before = rust.instanceStats();
  const stop = [rust.onPanic((error) => panics.push(error)), rust.onAbort((error) => aborted.push(error))];
  const open = rejection(rust.double(new Promise(() => {})));
  await f();
  await sleep(0);
  for (const each of stop) each();
  const after = rust.instanceStats();
  const counts = [after.panics - before.panics, after.aborts - before.aborts, after.restarts - before.restarts];
  return { panics, aborted, counts, cause: (await open).cause };
}

/** @param {Awaited<ReturnType<typeof heard>>} outcome */
async function isToldOnce({ panics, aborted, counts, cause }, message) {
  assert.deepEqual(counts, [1, 1, 1]);
  assert.equal(panics.length, 1);
  assert.ok(panics[0] instanceof PanicError);
  assert.equal(panics[0].message, message);
  assert.match(panics[0].location.file, /torn\.rs$/);
  assert.equal(aborted.length, 1);
  assert.equal(aborted[0].cause, panics[0]);
  assert.equal(cause, panics[0]);
  assert.equal(rust.add(1, 2), 3);
  assert.equal(rust.is_free(), true);
  assert.equal(await rust.double(Promise.resolve(2)), 4);
}

test("a panic that JavaScript swallows retires the instance as the call returns", abortsBySelf, async () => {
  let error;
  const outcome = await heard(() => {
    error = thrown(() => rust.swallow_panic(idle));
  });
  assert.ok(error instanceof InstanceAbortedError);
  await isToldOnce(outcome, "out of a plain closure");
});

test("before that, a call from within finds the instance retired", abortsBySelf, async () => {
  let kind;
  const outcome = await heard(() => {
    thrown(() => rust.swallow_panic(() => {
      kind = errorKind(thrown(() => rust.add(1, 2)));
    }));
  });
  assert.equal(kind, "abort");
  await isToldOnce(outcome, "out of a plain closure");
});

for (const isSoon of [true, false]) {
  test(`a panic of a plain export is told, ${isSoon ? "with the next call" : "though no call follows"}`, aborts, async () => {
    const outcome = await heard(() => {
      assert.ok(thrown(() => rust.plain_panic()) instanceof WebAssembly.RuntimeError);
      if (isSoon) assert.equal(errorKind(thrown(() => rust.add(1, 2))), "abort");
    });
    await isToldOnce(outcome, "out of a plain export");
  });
}

test("where panics unwind, nothing is lost by it", { skip: isAbort && "where panics abort" }, () => {
  for (let i = 0; i < 2; i += 1) assert.equal(rust.swallow_panic(idle).message, "out of a plain closure");
  const { aborts, exceptions, instanceId } = rust.instanceStats();
  assert.deepEqual([aborts, exceptions, instanceId], [0, 0, 1]);
});
