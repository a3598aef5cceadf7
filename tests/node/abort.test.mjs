// Where panics abort: what a panic does to the instance, and to a plain wasm-bindgen module.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { fixture, inProcess, recovering, rejection, thrown } from "./load.mjs";
import { DIFFERENCES, aborts } from "./strategy.mjs";

const PANICS = 10_000;

test("a panic retires the instance: what is in flight rejects, and later calls fail", aborts, () => {
  const outcome = inProcess(`
    const rust = retiring();
    const { InstanceAbortedError, PanicError } = rust;
    const heard = [];
    rust.onPanic(() => heard.push("panic"));
    rust.onAbort(() => heard.push("abort"));
    const open = rejection(rust.double(new Promise(() => {})));
    const counter = new rust.Counter(1);
    const error = thrown(() => rust.divide(1, 0));
    const kinds = [
      () => rust.divide(4, 2), () => counter.count, () => rust.panic_with_all("", "", [], 1), () => rust.ready(1),
    ].map((call) => rust.errorKind(thrown(call)));
    const rejected = await open;
    await new Promise((resolve) => setTimeout(resolve, 1));
    const later = rust.errorKind(thrown(() => rust.divide(4, 2)));
    console.log(JSON.stringify({
      isPanic: error instanceof PanicError && error.exportName === "divide",
      isAborted: rejected instanceof InstanceAbortedError && rejected.cause === error,
      retryable: rejected.retryable, heard, kinds, later, ...rust.instanceStats(),
    }));`);
  assert.deepEqual(outcome, {
    isPanic: true, isAborted: true, retryable: false, heard: ["panic", "abort"],
    kinds: ["abort", "abort", "abort", "abort"], later: "abort",
    instanceId: 1, panics: 1, aborts: 1, restarts: 0, exceptions: 0, isDown: true, inFlight: 0,
  });
});

test("with recovery, a panic is followed by a fresh instance", aborts, async () => {
  const rust = recovering();
  const before = rust.instanceStats();
  const open = rejection(rust.double(new Promise(() => {})));
  const old = new rust.Record(1);
  rust.count();
  const error = thrown(() => rust.panics());
  assert.ok(error instanceof rust.PanicError);
  assert.equal(rust.errorKind(thrown(() => rust.add(1, 2))), "abort");
  const { cause, retryable } = await open;
  assert.equal(cause, error);
  assert.equal(retryable, true);
  assert.equal(rust.shout("text"), "TEXT", "a retry in the rejection's handler");
  assert.equal(rust.count(), 1);
  assert.equal(rust.errorKind(thrown(() => old.is_intact(1))), "stale");
  const { aborts, panics, restarts, inFlight } = rust.instanceStats();
  assert.deepEqual([aborts, panics, restarts, inFlight],
    [before.aborts + 1, before.panics + 1, before.restarts + 1, 0]);
});

test("a detached task's panic is printed once, or told once, and nothing else", aborts, () => {
  for (const listens of [false, true]) {
    const outcome = inProcess(`
      const rust = retiring();
      const printed = [], heard = [];
      console.error = (error) => printed.push(error.name);
      if (${listens}) rust.onPanic((error) => heard.push(error.name));
      rust.spawn_panicking(() => {});
      await new Promise((resolve) => setTimeout(resolve, 5));
      console.log(JSON.stringify({ printed, heard, kind: rust.errorKind(thrown(() => rust.divide(4, 2))) }));`);
    const [once, nothing] = [["PanicError"], []];
    assert.deepEqual(outcome, { printed: listens ? nothing : once, heard: listens ? once : nothing, kind: "abort" });
  }
});

test("an async export that panics rejects with its PanicError, the others with its cause", aborts, async () => {
  const rust = recovering();
  for (const promise of [Promise.resolve("not a number"), sleep(1, "not a number")]) {
    const open = rejection(rust.double(new Promise(() => {})));
    const error = await rejection(rust.double(promise));
    assert.ok(error instanceof rust.PanicError, String(error));
    assert.equal(error.exportName, "double");
    assert.equal((await open).cause, error);
    await sleep(0);
    assert.equal(rust.add(1, 2), 3);
  }
});

test(`${PANICS} panics with a frame of 4 KiB, each in a fresh instance`, aborts, async () => {
  const rust = recovering();
  const { restarts } = rust.instanceStats();
  for (let i = 0; i < PANICS; i++) {
    assert.equal(thrown(() => rust.panic_in_wide_frame()).name, "PanicError");
    await null;
    await null;
    assert.equal(rust.add(i, 1), i + 1);
  }
  assert.equal(rust.instanceStats().restarts, restarts + PANICS);
});

test(`${PANICS} calls of a module that stays down: refused`, aborts, () => {
  const aborted = inProcess(`
    const rust = retiring();
    thrown(() => rust.panic_in_wide_frame());
    for (let i = 0; i < ${PANICS}; i++) {
      for (const call of [() => rust.panic_in_wide_frame(), () => rust.divide(4, 2), () => rust.at_index([1], 0)]) {
        const error = thrown(call);
        if (!(error instanceof rust.InstanceAbortedError)) throw error;
      }
      await null;
    }
    console.log(JSON.stringify(rust.instanceStats().aborts));`);
  assert.equal(aborted, 1);
});

test(`${PANICS} panics in methods of an instance that is kept: no object is wedged`, aborts, async () => {
  const rust = fixture();
  const counter = new rust.Counter(1);
  for (let i = 0; i < PANICS; i++) thrown(() => counter.panic_with_value({}));
  assert.equal(typeof counter.count, "number");
  counter.count = 7;
  assert.equal(counter.count, 7);
  const session = new rust.Session();
  for (let i = 0; i < 100; i++) {
    assert.equal((await rejection(session.write_later(true))).name, "PanicError");
    session.clear();
  }
  session.free();
  assert.deepEqual(rust.instanceStats().aborts, 0);
});

test("`catch` catches in an instance that is kept, and lets the panic go on elsewhere", aborts, () => {
  assert.deepEqual(fixture().catch_in_loop(new Uint32Array([1, 22, 3])), ["1", "3"]);
  const name = inProcess(`
    const error = thrown(() => retiring().catch_in_loop(new Uint32Array([1, 22, 3])));
    console.log(JSON.stringify([error.name, error.exportName]));`);
  assert.deepEqual(name, ["PanicError", "catch_in_loop"]);
});

test("what an import throws is thrown on, and retires the instance", aborts, () => {
  const outcome = inProcess(`
    const rust = retiring();
    const mine = new Error("mine");
    rust.throw_from_now_on(mine);
    const open = rejection(rust.double(new Promise(() => {})));
    const error = thrown(() => rust.import_throw("nothing"));
    console.log(JSON.stringify([error === mine, (await open).cause === mine, rust.instanceStats().panics]));`);
  assert.deepEqual(outcome, [true, true, 0]);
});

test("plain wasm-bindgen: no message, dead after some panics, objects in use for ever", aborts, () => {
  const [name, message, count] = inProcess(`
    const twin = plain();
    const panic = () => thrown(() => twin.panic_in_wide_frame());
    const { name, message } = panic();
    let count = 1;
    while (count < 1_000 && panic().message === "unreachable") count += 1;
    console.log(JSON.stringify([name, message, count]));`);
  assert.deepEqual([name, message], ["RuntimeError", "unreachable"]);
  assert.ok(count < 300, `${count} panics`);
  const wedged = inProcess(`
    const slot = new (plain().Slot)(1);
    thrown(() => slot.panic_with_value({}));
    console.log(JSON.stringify(thrown(() => slot.bump()).message));`);
  // With wasm-bindgen's abort handler it is worse.
  assert.match(wedged, /recursive use|Module terminated/);
});

test("the table in docs/stable.md has what differs, and each is the reason of a test", () => {
  const chapter = readFileSync(new URL("../../docs/stable.md", import.meta.url), "utf8");
  const rows = chapter.split("\n").filter((line) => line.startsWith("| ")).slice(1);
  const features = rows.map((row) => row.split(" | ")[0].slice(2));
  assert.deepEqual(features, Object.values(DIFFERENCES));

  const reasons = new Map(Object.keys(DIFFERENCES).map((key) => [key, []]));
  for (const file of readdirSync(import.meta.dirname).filter((name) => name.endsWith(".test.mjs"))) {
    const source = readFileSync(new URL(file, import.meta.url), "utf8");
    for (const [, key] of source.matchAll(/unwinds\("(\w+)"\)/g)) reasons.get(key)?.push(file);
  }
  for (const [key, files] of reasons) {
    assert.notEqual(files.length, 0, `nothing tests ${key}`);
    console.log(`where panics abort: ${DIFFERENCES[key]}: ${files.length} in ${[...new Set(files)].join(", ")}`);
  }
});
