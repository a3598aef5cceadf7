// Each fault on each way out of a dependency's code: all settles, listeners are told once, and the next call is right.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { isAbort } from "../node/strategy.mjs";
import { isWell, printed, rust, settled } from "./program.mjs";

const { InstanceAbortedError, errorKind } = rust;

const ANSWER = "data:text/plain,hello";

/** What a call throws, as a rejection. */
const called = async (f) => f();

/** What the callback of a timer throws, which nobody else would get. */
async function thrownByTimer(start) {
  const { setTimeout } = globalThis;
  try {
    return await new Promise((resolve, reject) => {
      globalThis.setTimeout = (callback, ms) => setTimeout(() => called(callback).then(resolve, reject), ms);
      start();
    });
  } finally {
    globalThis.setTimeout = setTimeout;
  }
}

async function read(stream) {
  const numbers = [];
  for await (const number of stream) numbers.push(number);
  return numbers;
}

/** Where the fault leaves Rust: by a call of ours, by a closure that an import borrows, to nobody, or by a callback. */
const WAYS = {
  "a call": { run: (fault) => called(() => rust.now(fault)), gives: 1 },
  "a method": { run: (fault) => called(() => new rust.Counter().count(fault)), gives: 1 },
  "a span of tracing": { run: (fault) => called(() => rust.traced(fault)), gives: 1 },
  "the first poll": { run: (fault) => rust.at_once(fault), gives: 1 },
  "a promise of JavaScript": { run: (fault) => rust.wait(1, fault), gives: 1 },
  "a timer": { run: (fault) => rust.after_timeout(fault), gives: 1 },
  "an answer of gloo-net": { run: (fault) => rust.fetched(ANSWER, fault), gives: "hello" },
  "a lock of async-lock": { run: (fault) => rust.locked(fault), gives: 1 },
  "a promise of wasm-bindgen-futures": { run: (fault) => rust.promises(1, 0, fault)[0], gives: 0 },
  "a body of wasm-streams": { run: (fault) => read(rust.numbers(2, fault)), gives: [1, 2, 3] },
  "a closure lent by js-sys": { run: (fault) => called(() => rust.for_each(fault)), gives: 1, isLent: true },
  "a task of wasm-bindgen-futures": { run: (fault) => rust.in_task(fault), gives: undefined, isDetached: true },
  "a callback of a timer": { run: (fault) => thrownByTimer(() => rust.in_timeout(fault)), gives: undefined, isCallback: true },
};

/** How often listeners hear of a panic and of an end, and what kind of error comes out. */
function expected(fault, { isLent, isCallback }) {
  const isPanic = fault === "panic";
  // A closure of wasm-bindgen's has its own catch, or none.
  const kind = isPanic ? (isAbort && isCallback ? "abort" : "panic") : fault === "trap" ? "abort" : undefined;
  const panics = isPanic && (isAbort || !(isLent || isCallback)) ? 1 : 0;
  // Only glue with a catch notices what a callback does.
  const isUnnoticed = isAbort && isCallback && !isPanic;
  const isClean = isPanic && !isAbort && !isLent;
  return { kind, panics, aborts: isUnnoticed || isClean ? 0 : 1 };
}

/** Runs `f`, and gives what came of it, and of a call in flight. */
async function outcomeOf(f) {
  const told = { panics: 0, aborts: 0 };
  const stop = [rust.onPanic(() => (told.panics += 1)), rust.onAbort(() => (told.aborts += 1))];
  let outcomes;
  await printed(async () => {
    const inFlight = rust.wait(20, "");
    outcomes = await settled([Promise.resolve().then(f), inFlight]);
    await sleep(10);
  });
  for (const each of stop) each();
  assert.notEqual(outcomes, "pending");
  const [own, other] = outcomes;
  return { own, other, told };
}

for (const [name, way] of Object.entries(WAYS)) {
  test(`${name}, without a fault`, async () => {
    const { own, other, told } = await outcomeOf(() => way.run(""));
    assert.deepEqual([own.status, other.status], ["fulfilled", "fulfilled"], String(own.reason));
    if (name !== "a lock of async-lock") assert.deepEqual(own.value, way.gives);
    assert.deepEqual(told, { panics: 0, aborts: 0 });
  });

  for (const fault of ["panic", "trap", "exception", "throw_str"]) {
    test(`${name}: ${fault}`, async () => {
      const before = rust.instanceStats();
      const { own, other, told } = await outcomeOf(() => way.run(fault));
      const { kind, panics, aborts } = expected(fault, way);
      if (!way.isDetached) {
        assert.equal(own.status, "rejected");
        assert.equal(errorKind(own.reason), kind, String(own.reason));
        if (!kind) assert.equal(own.reason.message, "mine");
      }
      assert.deepEqual(told, { panics, aborts });
      assert.equal(other.status, aborts ? "rejected" : "fulfilled");
      if (aborts) assert.ok(other.reason instanceof InstanceAbortedError);
      const after = rust.instanceStats();
      const { instanceId, restarts, inFlight } = after;
      assert.deepEqual([instanceId, restarts, inFlight], [before.instanceId + aborts, before.restarts + aborts, 0]);
      assert.equal(rust.is_free(), true);
      await isWell();
    });
  }
}
