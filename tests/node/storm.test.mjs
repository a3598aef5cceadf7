import assert from "node:assert/strict";
import { test } from "node:test";

import { random } from "../random.mjs";
import { recovering, thrown } from "./load.mjs";
import { isAbort, isLegacy } from "./strategy.mjs";

const CALLS = Number(process.env.STORM_CALLS ?? 10_000);
const SEED = Number(process.env.STORM_SEED ?? Date.now() % 2 ** 32);
const IN_FLIGHT = 64;

const rust = recovering();
const { errorKind } = rust;

const next = random(SEED);
const below = (end) => Math.floor(next() * end);
const pause = (turns) =>
  turns === 0
    ? Promise.resolve()
    : new Promise((resolve) => (turns === 1 ? setImmediate(resolve) : setTimeout(resolve, turns)));

const { proxy, revoke } = Proxy.revocable({}, {});
revoke();
const cyclic = [];
cyclic.push(cyclic);

/** What is no text, and what cannot be a number or should not be thrown. */
const NASTY = [
  5, 1n, Symbol("a symbol"), null, undefined, {}, [], () => 1, { length: 3_000 }, Object.freeze(new Error("frozen")), proxy,
  new Proxy({}, { get() { throw new Error("trapped"); } }), { toString() { throw new Error("no text"); } },
  { get name() { throw new Error("no name"); } }, Object.create(null), cyclic, -0, NaN,
];

/** Objects that are kept over restarts, with the number in each and the instance that it is of. */
const kept = Array.from({ length: 16 }, () => undefined);

function meets(i) {
  const at = below(kept.length);
  const old = kept[at];
  const { instanceId } = rust.instanceStats();
  kept[at] = { object: new rust.Record(i), number: i, instanceId };
  if (!old) return true;
  if (old.instanceId === instanceId) return old.object.is_intact(old.number);
  return errorKind(thrown(() => old.object.is_intact(old.number))) === "stale";
}

function isRefused(call, pattern) {
  const error = thrown(call);
  if (errorKind(error) === "abort") throw error;
  return pattern.test(error.message);
}

const MINE = new Error("mine");

async function isRejected(thenable) {
  try {
    await rust.double(thenable);
    return false;
  } catch (error) {
    if (errorKind(error) === "abort") throw error;
    return error === MINE;
  }
}

/** Two in three errors are frozen while listeners are told. */
rust.onPanic((error) => void (below(3) && Object.freeze(error)));

/** Where what cannot be converted is an error of its call. */
const CONVERTING = isAbort || isLegacy ? [] : [
  () => isRefused(() => rust.add(1n, 2), /BigInt/),
  () => isRefused(() => rust.add(Symbol("a symbol"), 2), /Symbol/),
  () => isRefused(() => rust.add({ valueOf() { throw new Error("mine"); } }, 2), /mine/),
];

/** Each gives whether the answer was right. */
const GOOD = [
  (i) => rust.add(i, 1) === i + 1,
  (i) => rust.shout(`text ${i}`) === `TEXT ${i}`,
  (i) => rust.total(new Uint32Array([i, 1, 2])) === i + 3,
  (i) => new rust.Record(i).is_intact(i),
  (i) => rust.counter(i)() === i + 1,
  async (i) => (await rust.double(pause(below(3)).then(() => i))) === 2 * i,
  async (i) => (await rust.double(Promise.resolve(i))) === 2 * i,
  async (i) => (await rust.double({ then: (fulfil) => fulfil(i) })) === 2 * i,
  async (i) => (await rust.double({ then: (fulfil) => void setImmediate(fulfil, i) })) === 2 * i,
  () => isRejected({ then() { throw MINE; } }),
  () => isRejected({ then: (_, reject) => reject(MINE) }),
  () => isRefused(() => rust.shout(one(NASTY)), /expected a string/),
  meets,
  (i) => [0, 1].every(() => new rust.Record(i).free() === undefined),
  (i) => {
    const record = new rust.Record(i);
    record.free();
    return record.free() === undefined && isRefused(() => record.is_intact(i), /freed/);
  },
  ...CONVERTING,
];

const PANICS = [
  () => rust.panics(),
  () => rust.double(Promise.resolve("not a number")),
  () => rust.double(pause(below(3)).then(() => undefined)),
  () => rust.panic_with(one(NASTY)),
  (i) => rust.cancel(i),
];

const ABORTS = [
  () => rust.fail("unreachable"),
  () => rust.fail("abort"),
  () => rust.fail("bounds"),
  () => rust.fail(isAbort ? "unreachable" : "drop"),
  () => rust.fail("stack"),
  () => rust.fail_by_policy(),
  () => rust.fail_async("abort", false),
  () => rust.fail_async("unreachable", true),
  () => rust.nested(() => rust.fail("abort")),
];

const one = (list) => list[below(list.length)];
const count = { good: 0, panic: 0, abort: 0, lost: 0 };

/** @param {number} i */
async function call(i) {
  const dice = next();
  const [kind, body] =
    dice < 0.005 ? ["abort", one(ABORTS)] : dice < 0.15 ? ["panic", one(PANICS)] : ["good", one(GOOD)];
  const before = rust.instanceStats();
  count[kind] += 1;
  try {
    const right = await body(i);
    if (kind !== "good") throw new Error(`call ${i}, which fails, gave ${right}`);
    assert.equal(right, true, `call ${i}: a wrong answer`);
  } catch (error) {
    if (error instanceof assert.AssertionError) throw error;
    const found = errorKind(error);
    if (kind === found) return;
    // Only what was in flight at an abort, or was made in that turn, may be lost to it.
    const wasHit = rust.instanceStats().aborts > before.aborts || before.aborts > before.restarts;
    assert.ok(found === "abort" && wasHit, `call ${i}, ${kind}: ${error?.stack}`);
    count.lost += 1;
  }
}

test(`a storm of ${CALLS} calls, seed ${SEED}`, async () => {
  let started = 0;
  const caller = async () => {
    while (started < CALLS) {
      await call(started++);
      await pause(below(4) ? 0 : 1);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, caller));
  console.log(`seed ${SEED}:`, count, rust.instanceStats());
  assert.equal(rust.instanceStats().inFlight, 0);
  assert.equal(rust.instanceStats().isDown, false);
  assert.ok(count.good > CALLS / 2 && count.abort > 0);
  assert.equal(rust.add(1, 2), 3);
});
