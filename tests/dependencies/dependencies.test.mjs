// With real dependencies: hooks, timers, streams and tasks that know nothing of unwind-export.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { inProcess, rejection, thrown } from "../node/load.mjs";
import { aborts, isAbort } from "../node/strategy.mjs";
import { isWell, printed, rust, settled } from "./program.mjs";

const { InstanceAbortedError, PanicError, errorKind } = rust;

/** The line on which `divide` panics. */
const source = readFileSync(new URL("src/lib.rs", import.meta.url), "utf8");
const LINE = source.split("\n").findIndex((line) => line.includes("dividend / divisor")) + 1;

test("console_error_panic_hook in a start function: 1,000 panics, each with its place, each printed once", () => {
  const seen = inProcess(`
    console.error = (text) => { printed += 1; if (!/divide by zero/.test(text)) throw new Error(text); };
    let printed = 0;
    const rust = dependencies();
    if (${!isAbort}) rust.set_hook_late();
    let right = 0;
    for (let i = 0; i < 1000; i += 1) {
      const error = thrown(() => rust.divide(1, 0));
      if (error instanceof rust.PanicError && error.location.line === ${LINE}) right += 1;
      await null; await null;
    }
    console.log(JSON.stringify({ right, printed, panics: rust.instanceStats().panics }));`);
  assert.deepEqual(seen, { right: 1000, printed: 1000, panics: 1000 });
});

test("a hook that calls an export while it hears of a panic loses nothing", aborts, () => {
  const seen = inProcess(`
    const rust = dependencies();
    const sums = [];
    console.error = () => sums.push(rust.divide(4, 2));
    const error = thrown(() => rust.divide(1, 0));
    await null; await null;
    console.log(JSON.stringify({ sums, name: error.name, ...rust.instanceStats() }));`);
  const { sums, name, panics, aborts, restarts } = seen;
  assert.deepEqual({ sums, name, panics, aborts, restarts }, { sums: [2], name: "PanicError", panics: 1, aborts: 1, restarts: 1 });
});

test("one of 1,000 promises of a dependency panics, and the others settle", async () => {
  const lines = await printed(async () => {
    const outcomes = await settled(rust.promises(1000, 500, "panic"));
    assert.notEqual(outcomes, "pending");
    const failed = outcomes.filter(({ status }) => status === "rejected");
    assert.ok(failed[0].reason instanceof (isAbort ? Error : PanicError));
    if (!isAbort) assert.equal(failed.length, 1);
    assert.ok(failed.some(({ reason }) => errorKind(reason) === "panic"));
  });
  assert.equal(lines.filter((line) => /in a dependency/.test(line)).length, 1);
  await isWell();
});

test("one of 1,000 tasks of a dependency panics, and the others go on", async () => {
  await printed(async () => {
    const before = rust.done();
    rust.spawn(1000, 500);
    await sleep(10);
    if (!isAbort) assert.equal(rust.done(), before + 999);
  });
  await isWell();
});

test("a trap rejects the promises of dependencies", async () => {
  const before = rust.instanceStats();
  const told = [];
  const stop = rust.onAbort((error) => told.push(error));
  const outcomes = await settled(rust.promises(1000, 500, "trap"));
  assert.notEqual(outcomes, "pending");
  assert.equal(outcomes.filter(({ status }) => status === "fulfilled").length, 500);
  const reasons = outcomes.slice(500).map(({ reason }) => reason);
  assert.ok(reasons.every((reason) => errorKind(reason) === "abort"));
  await isWell();
  stop();
  assert.equal(told.length, 1);
  const { aborts, restarts } = rust.instanceStats();
  assert.deepEqual([aborts, restarts], [before.aborts + 1, before.restarts + 1]);
});

for (const fault of ["panic", "trap"]) {
  test(`a body of wasm-streams rejects its reader after a ${fault}`, async () => {
    await printed(async () => {
      const reader = rust.numbers(2, fault).getReader();
      assert.equal((await reader.read()).value, 1);
      const outcome = await settled([reader.read()]);
      assert.notEqual(outcome, "pending");
      assert.equal(errorKind(outcome[0].reason), fault === "trap" ? "abort" : "panic");
    });
    await isWell();
  });

  test(`async-lock's mutex is free after a ${fault} of who held it`, async () => {
    await printed(async () => {
      const error = await rejection(rust.locked(fault));
      assert.equal(errorKind(error), fault === "trap" ? "abort" : "panic");
    });
    await isWell();
  });
}

test("a body of wasm-streams whose reader waits rejects when another call traps", async () => {
  const reader = rust.numbers(0, "").getReader();
  await reader.read();
  const waiting = reader.read();
  thrown(() => rust.trap());
  const outcome = await settled([waiting]);
  assert.notEqual(outcome, "pending");
  assert.equal(errorKind(outcome[0].reason), "abort");
  await isWell();
});

test("streams and values go both ways", async () => {
  const all = [];
  for await (const number of rust.numbers(0, "")) all.push(number);
  assert.deepEqual(all, [1, 2, 3]);
  assert.equal(await rust.sum(rust.numbers(0, "")), 6);
  assert.match(String(thrown(() => rust.swap({ x: "one" }))), /invalid type|missing field/);
  await isWell();
});

test("a wait in flight is rejected by a trap", async () => {
  const waiting = rejection(rust.wait(5, ""));
  thrown(() => rust.trap());
  assert.ok((await waiting) instanceof InstanceAbortedError);
  await sleep(10);
  await isWell();
});

test("an argument that tsify refuses is an error of its call, and what is in flight goes on", async () => {
  const { restarts, exceptions } = rust.instanceStats();
  const waiting = rust.area_later([{ width: 2, height: 3 }]);
  for (let i = 0; i < 100; i++) {
    assert.match(thrown(() => rust.area({ width: "wide", height: 3 })).message, /invalid type: string "wide", expected u32/);
    assert.match((await rejection(rust.area_later([{ width: 2 }]))).message, /missing field `height`/);
    assert.equal(rust.area({ width: 2, height: 3 }), 6);
  }
  assert.equal(await waiting, 6);
  const stats = rust.instanceStats();
  assert.deepEqual([stats.restarts, stats.exceptions], [restarts, exceptions]);
});
