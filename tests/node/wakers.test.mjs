// Numbers of tasks and wakers, which are given again, and wakers that do more than wake.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { fixture, inProcess } from "./load.mjs";

const rust = fixture();

/** @param {Promise<unknown>} promise */
const settles = (promise) => Promise.race([promise, sleep(2000, "hangs", { ref: false })]);

/** Several of each, so that the numbers of tasks are not in the order of their ends. */
async function around(promise) {
  const others = Array.from({ length: 5 }, () => rust.double(sleep(5, 2)));
  const value = await settles(promise());
  assert.deepEqual(await settles(Promise.all(others)), [4, 4, 4, 4, 4]);
  return value;
}

test("an export that is called as a task fails is not taken for that task", async () => {
  for (let round = 0; round < 20; round++) {
    const inner = [];
    const failed = around(() =>
      rust.call_as_a_task_fails(() => void inner.push(rust.double(sleep(1, round)))));
    assert.equal(await failed, true);
    assert.deepEqual(await settles(Promise.all(inner)), [2 * round]);
  }
  assert.equal(rust.instanceStats().inFlight, 0);
  assert.equal(await rust.ready(1), 1);
});

for (const [name, throughOther, count] of [
  ["task", false, "polls_until"],
  ["waker", true, "wakes_until"],
]) {
  test(`what is left behind by a task that has ended wakes no other ${name}`, async () => {
    const expected = throughOther ? 1 : 2;
    for (let round = 0; round < 20; round++) {
      const late = withResolvers();
      const own = withResolvers();
      assert.equal(await rust.first_of(late.promise, sleep(1, "first"), throughOther), "first");
      const counted = rust[count](own.promise);
      late.resolve("late");
      await sleep(1);
      own.resolve();
      assert.equal(await settles(counted), expected);
    }
    assert.equal(rust.instanceStats().inFlight, 0);
  });
}

test("a waker that points where the task's does is another one all the same", async () => {
  assert.equal(await settles(rust.await_by_waker_in_front(sleep(1, "value"))), "value");
  assert.equal(await settles(rust.await_by_waker_in_front(Promise.resolve("value"))), "value");
  assert.equal(await rust.ready(1), 1);
});

test("a waker that is replaced may drop futures that have wakers", async () => {
  assert.equal(await settles(rust.replace_waker(sleep(1, "value"))), "value");
  assert.equal(await settles(rust.replace_joining_waker(sleep(1, "value"))), "value");
  assert.equal(await rust.ready(1), 1);
});

test("a task that is woken while it is polled, and microtasks run meanwhile, is polled again", () => {
  // By itself, as the queue that is run is that of the whole process.
  const ended = inProcess(`
    const rust = fixture();
    const timeout = () => new Promise((resolve) => setTimeout(resolve, 1000, "hangs").unref());
    const drain = () => process._tickCallback();
    const ended = [];
    for (const call of [
      () => rust.wake_then_call(drain),
      () => rust.ready(1),
    ]) {
      const promise = new Promise((resolve) => setTimeout(() => resolve(call()), 1));
      ended.push((await Promise.race([promise, timeout()])) ?? "ended");
    }
    console.log(JSON.stringify([...ended, rust.instanceStats().inFlight]));`);
  assert.deepEqual(ended, ["ended", 1, 0]);
});

/** Promise.withResolvers, which Node 20 lacks. */
function withResolvers() {
  const resolvers = {};
  resolvers.promise = new Promise((resolve) => (resolvers.resolve = resolve));
  return resolvers;
}
