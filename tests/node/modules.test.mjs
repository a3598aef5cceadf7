// Several modules in one realm: in folders of their own, in one folder, and one module whose glue is evaluated again.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";

import { directory, inProcess, rejection, thrown } from "./load.mjs";

const require = createRequire(import.meta.url);
const temporary = mkdtempSync(join(tmpdir(), "modules-"));
after(() => rmSync(temporary, { recursive: true }));

let folders = 0;

/**
 * What wasm-bindgen leaves behind that was given one `--out-dir` for all these packages.
 *
 * @param {string[]} packages by the variables that name their folders
 */
function folderOf(...packages) {
  const folder = join(temporary, String((folders += 1)));
  for (const variable of packages) cpSync(directory(variable), folder, { recursive: true });
  return folder;
}

/** @param {string} file */
function evaluated(file) {
  delete require.cache[require.resolve(file)];
  return require(file);
}

/** A promise that settles when all is over. */
const slow = () => sleep(60_000, 1, { ref: false });

test("two modules in one folder: the second is refused as it is loaded, the first goes on and recovers", async () => {
  const folder = folderOf("RECOVERING_NODEJS", "FIXTURE_NODEJS");
  const rust = require(join(folder, "recovering.js"));
  const early = rust.double(sleep(20, 21));
  for (let i = 0; i < 2; i += 1) {
    const error = thrown(() => evaluated(join(folder, "fixture.js")));
    assert.equal(Object.getPrototypeOf(error), Error.prototype);
    assert.match(error.message, /recovering_bg\.js and \.\/fixture_bg\.js are in one folder/);
    assert.match(error.message, /give each module an `--out-dir` of its own/);
  }
  assert.equal(await early, 42);

  const late = rust.double(slow());
  assert.equal(rust.instanceStats().inFlight, 1);
  thrown(() => rust.fail("unreachable"));
  assert.ok((await rejection(late)) instanceof rust.InstanceAbortedError);
  assert.equal(rust.add(1, 2), 3);
  const { instanceId, aborts, restarts } = rust.instanceStats();
  assert.deepEqual({ instanceId, aborts, restarts }, { instanceId: 2, aborts: 1, restarts: 1 });
});

test("a module that was refused, and is used all the same, has a state of its own", async () => {
  const folder = folderOf("FIXTURE_WEB", "RECOVERING_NODEJS");
  const first = require(join(folder, "recovering.js"));
  const second = await import(pathToFileURL(join(folder, "fixture.js")).href);
  const module = readFileSync(join(folder, "fixture_bg.wasm"));
  assert.match(thrown(() => second.initSync({ module })).message, /are in one folder/);
  second.keep_after_panics?.();

  const told = [];
  const stop = first.onPanic((error) => told.push(error));
  const waiting = first.double(sleep(20, 21));
  const error = thrown(() => second.divide(1, 0));
  assert.ok(error instanceof first.PanicError);
  assert.equal(first.instanceStats().panics, 0);
  assert.deepEqual(told, []);
  await rejection((async () => second.trap())());
  assert.equal(first.errorKind(thrown(() => second.divide(1, 1))), "abort");
  assert.equal(await waiting, 42);
  assert.equal(first.instanceStats().aborts, 0);
  stop();
});

test("modules in folders of their own know nothing of each other", () => {
  const result = inProcess(`
    const [a, b] = [recovering(), fixture()];
    const waiting = b.double(new Promise((resolve) => setTimeout(resolve, 20, 21)));
    const told = { a: 0, b: 0 };
    a.onPanic(() => (told.a += 1));
    b.onPanic(() => (told.b += 1));
    thrown(() => b.divide(1, 0));
    thrown(() => a.fail("unreachable"));
    await undefined;
    console.log(JSON.stringify({
      told,
      sum: a.add(1, 2),
      quotient: b.divide(6, 2),
      awaited: await waiting,
      a: a.instanceStats(),
      b: b.instanceStats(),
    }));
  `);
  const common = { exceptions: 0, isDown: false, inFlight: 0 };
  assert.deepEqual(result, {
    told: { a: 0, b: 1 },
    sum: 3,
    quotient: 3,
    awaited: 42,
    a: { instanceId: 2, panics: 0, aborts: 1, restarts: 1, ...common },
    b: { instanceId: 1, panics: 1, aborts: 0, restarts: 0, ...common },
  });
});

test("glue that is evaluated again takes over: what its module had in flight rejects", async () => {
  const file = join(folderOf("RECOVERING_NODEJS"), "recovering.js");
  const before = require(file);
  const record = new before.Record(5);
  const counter = before.counter(1);
  const told = [];
  before.onRestart(({ instanceId }) => told.push(instanceId));
  const waiting = Array.from({ length: 100 }, () => before.double(slow()));
  const outcomes = Promise.allSettled(waiting);

  const next = evaluated(file);
  for (const { status, reason } of await outcomes) {
    assert.equal(status, "rejected");
    assert.ok(reason instanceof next.InstanceAbortedError);
    assert.deepEqual([reason.retryable, reason.instanceId, reason.cause], [false, 1, undefined]);
    assert.match(reason.message, /was loaded again/);
  }
  const stale = [() => before.add(1, 2), () => before.shout("text"), () => record.push(1), () => counter()];
  for (const call of stale) assert.equal(next.errorKind(thrown(call)), "abort");
  assert.equal(next.errorKind(await rejection((async () => before.double(1))())), "abort");

  assert.equal(next.add(1, 2), 3);
  assert.ok(new next.Record(5).is_intact(5));
  assert.equal(await next.double(Promise.resolve(21)), 42);
  assert.equal(next.instanceStats().instanceId, 2);
  const late = next.double(slow());
  thrown(() => next.fail("unreachable"));
  assert.equal((await rejection(late)).retryable, true);
  assert.equal(next.shout("text"), "TEXT");
  assert.deepEqual(told, [3]);
  assert.deepEqual(before.instanceStats(), next.instanceStats());
  const { instanceId, restarts, isDown } = next.instanceStats();
  assert.deepEqual({ instanceId, restarts, isDown }, { instanceId: 3, restarts: 1, isDown: false });
});

test("an instance that the glue makes beside one that is alive takes over: what was in flight rejects", async () => {
  const folder = folderOf("FIXTURE_WEB");
  const { default: init, initSync, ...rust } = await import(pathToFileURL(join(folder, "fixture.js")).href);
  const bytes = readFileSync(join(folder, "fixture_bg.wasm"));
  const initialised = init({ module_or_path: bytes });
  initSync({ module: new WebAssembly.Module(bytes) });
  const told = [];
  rust.onAbort(({ retryable }) => told.push(retryable));
  rust.onRestart(({ instanceId }) => told.push(instanceId));
  const waiting = [slow(), initialised].map((promise) => rejection(rust.double(promise)));
  await initialised;
  const next = rust.double(Promise.resolve(21));
  for (const error of await Promise.all(waiting)) {
    assert.ok(error instanceof rust.InstanceAbortedError);
    assert.deepEqual([error.instanceId, error.retryable], [1, true]);
  }
  assert.equal(await next, 42);
  assert.deepEqual(told, [true, 2]);
  const { inFlight, isDown } = rust.instanceStats();
  assert.deepEqual({ inFlight, isDown }, { inFlight: 0, isDown: false });
});

test("the same as a module, by another query", async () => {
  const folder = folderOf("FIXTURE_WEB");
  const url = pathToFileURL(join(folder, "fixture.js")).href;
  const module = readFileSync(join(folder, "fixture_bg.wasm"));
  const load = async (version) => {
    const rust = await import(`${url}?v=${version}`);
    rust.initSync({ module });
    rust.keep_after_panics?.();
    return rust;
  };
  const panics = [];
  let rust = await load(1);
  rust.onPanic(({ instanceId }) => panics.push(instanceId));
  for (let version = 2; version <= 20; version += 1) {
    const before = rust;
    const outcome = rejection(before.double(slow()));
    rust = await load(version);
    const { name, retryable } = await outcome;
    assert.deepEqual({ name, retryable }, { name: "InstanceAbortedError", retryable: false });
    assert.equal(rust.errorKind(thrown(() => before.divide(6, 2))), "abort");
    assert.equal(rust.divide(6, 2), 3);
    thrown(() => rust.divide(1, 0));
    assert.equal(rust.instanceStats().panics, 1);
  }
  assert.deepEqual(panics, Array.from({ length: 19 }, (_, i) => i + 2));
});

test("glue that is evaluated again while a call of its module is on the stack", async () => {
  const file = join(folderOf("RECOVERING_NODEJS"), "recovering.js");
  const before = require(file);
  let next;
  const outer = thrown(() => before.nested(() => {
    next = evaluated(file);
  }));
  assert.equal(next.errorKind(outer), "abort");
  assert.equal(next.add(1, 2), 3);
  await undefined;
  assert.equal(next.instanceStats().instanceId, 2);
});

test("what the garbage collector finds of a module that was loaded again harms nobody", () => {
  const seen = inProcess(
    `
    import { createRequire } from "node:module";
    const require = createRequire(import.meta.url);
    const file = ${JSON.stringify(join(directory("RECOVERING_NODEJS"), "recovering.js"))};
    const first = require(file);
    first.counter(1);
    new first.Record(5);
    delete require.cache[require.resolve(file)];
    const rust = require(file);
    const seen = [];
    for (let i = 0; i < 3; i++) {
      new rust.Visitor();
      thrown(() => rust.fail("unreachable"));
      for (let j = 0; j < 5; j++) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        gc();
      }
      seen.push(rust.add(1, 2), rust.instanceStats().aborts);
    }
    console.log(JSON.stringify(seen));`,
    ["--expose-gc"],
  );
  assert.deepEqual(seen, [3, 1, 3, 2, 3, 3]);
});

test("callbacks of a module that was loaded again end no process", () => {
  const result = inProcess(`
    import { createRequire } from "node:module";
    const require = createRequire(import.meta.url);
    const file = ${JSON.stringify(join(directory("RECOVERING_NODEJS"), "recovering.js"))};
    const before = require(file);
    before.third_party(new Promise((resolve) => setTimeout(resolve, 5)));
    delete require.cache[require.resolve(file)];
    const next = require(file);
    await new Promise((resolve) => setTimeout(resolve, 20));
    console.log(JSON.stringify(next.add(1, 2)));
  `);
  assert.equal(result, 3);
});
