// JavaScript's stack is full as wasm is called, or within it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { recovering, rejection, thrown } from "./load.mjs";
import { catchesInWasm } from "./strategy.mjs";

const rust = recovering();
const { InstanceAbortedError, errorKind } = rust;

/** For what a full stack does to wasm that nothing of JavaScript surrounds. */
const hidden = { skip: !catchesInWasm && "where JavaScript catches it for wasm" };

test("JavaScript that fills the stack and calls at its end: the end of the instance is noticed", hidden, async () => {
  for (let size = 1; size < 100; size++) {
    const { aborts } = rust.instanceStats();
    let hasCalled = false;
    const descend = () => {
      try {
        return descend() + 1;
      } catch (error) {
        if (!hasCalled) rust.nested(() => 0);
        hasCalled = true;
        return 0;
      }
    };
    // Frames of another size begin elsewhere.
    const locals = Array.from({ length: size }, (_, i) => `local${i} = n + ${i}`).join();
    const open = rust.double(sleep(1, 1));
    const shifted = new Function("f", "n", `let ${locals}; return f() + local0;`);
    try {
      shifted(descend, 0);
    } catch (error) {
      assert.equal(errorKind(error), "abort");
    }
    const outcome = await open.catch((error) => error);
    const hasEnded = rust.instanceStats().aborts > aborts;
    if (hasEnded) assert.ok(outcome instanceof InstanceAbortedError);
    else assert.equal(outcome, 2);
    assert.equal(rust.add(1, 2), 3);
  }
});

test("calls that fill the stack end the instance, once", hidden, async () => {
  const through = () => rust.nested(through);
  const heard = [];
  const stop = rust.onAbort((error) => heard.push(error));
  const { aborts } = rust.instanceStats();
  const open = rejection(rust.double(new Promise(() => {})));
  const error = thrown(through);
  assert.equal(errorKind(error), "abort");
  assert.equal((await open).cause?.name, "RangeError");
  await sleep(0);
  stop();
  assert.equal(heard.length, 1);
  assert.equal(rust.instanceStats().aborts, aborts + 1);
  assert.equal(rust.add(1, 2), 3);
});
