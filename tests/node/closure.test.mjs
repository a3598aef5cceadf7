import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";

import { fixture, inProcess, rejection, thrown, web } from "./load.mjs";
import { unwinds } from "./strategy.mjs";

const rust = fixture();
const { PanicError } = rust;

test("a panic in a closure is a PanicError of whoever called it, each time", () => {
  const double = rust.kept_closure();
  assert.equal(double(4), 8);
  const callsClosure = () => double(3);
  const error = thrown(callsClosure);
  assert.ok(error instanceof PanicError);
  assert.equal(error.message, "3 is divisible by three");
  assert.match(error.exportName, /^closure at .*closures\.rs:\d+$/);
  assert.match(error.location.file, /closures\.rs$/);
  const [, first, second] = error.stack.split("\n");
  assert.match(first, /closures::kept_closure/);
  assert.match(second, /at callsClosure /, error.stack);
  assert.equal(double(5), 10);
  rust.drop_kept_closures();
  assert.match(thrown(() => double(4)).message, /after being dropped/);
});

test("10,000 panics in a closure: usable every time, and nothing grows", unwinds("destructors"), async () => {
  const module = await import(pathToFileURL(web.module));
  const wasm = module.initSync({ module: readFileSync(web.wasm) });
  const double = module.kept_closure();
  const size = () => [
    wasm.memory.buffer.byteLength,
    wasm.__wbindgen_externrefs.length,
    module.live_externrefs(),
    module.stack_pointer(),
    module.drops(),
  ];
  const round = () => {
    assert.equal(thrown(() => double(6)).message, "6 is divisible by three");
    assert.equal(double(2), 4);
  };
  for (let i = 0; i < 200; i++) round();
  const before = size();
  for (let i = 0; i < 10_000; i++) round();
  const after = size();
  assert.equal(after.pop() - before.pop(), 20_000, "drops");
  assert.deepEqual(after, before);
});

test("parameters and results of every kind", () => {
  const [none, mixed, option, result, reference, eight, once] = rust.closures_of_all_kinds();
  assert.equal(none(), undefined);
  assert.equal(mixed("a", new Uint8Array([1, 2]), true, "b"), 'a [1, 2] true Some("b")');
  assert.equal(option(3), 1.5);
  assert.equal(option(null), undefined);
  assert.equal(result(false), 1);
  assert.equal(thrown(() => result(true)).message, "an Err");
  assert.equal(reference("text"), true);
  assert.equal(eight(1, 2, 3, 4, 5, 6, 7, 8), 36);
  assert.equal(once("four"), 4);
  const again = thrown(() => once("four"));
  assert.match(again.message, /^closure at .*: it runs once, and has been called before$/);
  assert.ok(!(again instanceof PanicError));
});

test("a closure that cannot take its argument says so as an export does, and that tears nothing", () => {
  const freed = () => {
    const tally = new rust.Tally();
    tally.free();
    return tally;
  };
  const [one, list, second, last] = [0, 1, 5, 7].map((way) => rust.count_in_closure(way));
  globalThis.lendsTally = (f) => f(freed());
  const ways = {
    "an object": () => one(freed()),
    "an element": () => list([new rust.Tally(), freed()]),
    "an Fn": () => second(freed()),
    "the last of several": () => last(1, "a text"),
    "out of an export": () => rust.counting_closure()(freed()),
    "that an import borrows": () => rust.count_in_lent_closure(true),
  };
  const before = rust.instanceStats();
  for (const [way, call] of Object.entries(ways)) {
    assert.match(thrown(call).message, /^closure at .*poisoned_in_closures\.rs:\d+: parameter `argument`: /, way);
  }
  const live = new rust.Tally();
  live.add(false);
  assert.equal(one(live), 1);
  assert.deepEqual(rust.instanceStats(), before);
});

test("a panic of an argument's conversion or destructor is one of the closure", unwinds("instance"), () => {
  const [halve, keep] = rust.closures_with_bad_arguments();
  const gone = new rust.Account(1);
  gone.free();
  const before = rust.instanceStats().panics;
  for (let i = 0; i < 3; i++) {
    const odd = thrown(() => halve(3));
    assert.ok(odd instanceof PanicError);
    assert.equal(odd.message, "an odd number");
    assert.match(odd.exportName, /^closure at .*arguments\.rs:\d+$/);
    assert.equal(halve(4), 2);

    const dropped = thrown(() => keep(1, gone));
    assert.equal(dropped.message, "dropped a brittle thing");
    assert.match(dropped.exportName, /^closure at /);
  }
  assert.equal(rust.instanceStats().panics, before + 6);
});

test("a result whose conversion panics is a panic like any other", () => {
  const fail = rust.closure_with_unconvertible_result();
  for (let i = 0; i < 3; i++) {
    assert.equal(thrown(fail).message, "the error has no JavaScript form");
  }
  assert.equal(rust.divide(4, 2), 2);
});

test("called by forEach, an event, a promise and a timer: the right party gets the panic", async () => {
  const double = rust.kept_closure();
  const seen = [];
  const error = thrown(() => [1, 2, 3, 4].forEach((number) => seen.push(double(number))));
  assert.equal(error.message, "3 is divisible by three");
  assert.deepEqual(seen, [2, 4]);

  assert.equal((await rejection(Promise.resolve(9).then(double))).message, "9 is divisible by three");
  assert.equal(await Promise.resolve(2).then(double), 4);

  const elsewhere = inProcess(`
    const rust = fixture();
    const double = rust.kept_closure();
    const uncaught = [];
    process.on("uncaughtException", (error) => uncaught.push(error.message));
    const target = new EventTarget();
    target.addEventListener("go", () => double(3));
    target.addEventListener("go", () => uncaught.push("the next listener"));
    target.dispatchEvent(new Event("go"));
    setTimeout(double, 1, 6);
    await new Promise((resolve) => setTimeout(resolve, 20));
    console.log(JSON.stringify({ uncaught: uncaught.sort(), next: double(2) }));`);
  assert.deepEqual(elsewhere, {
    uncaught: ["3 is divisible by three", "6 is divisible by three", "the next listener"],
    next: 4,
  });
});

test("a closure that is not unwind safe ends the instance; vouched for, it does not", () => {
  const asserted = rust.asserted_closure();
  assert.equal(asserted(false), 1);
  assert.equal(thrown(() => asserted(true)).message, "in a vouched-for closure");
  assert.equal(asserted(false), 3);

  for (const make of ["aborting_closure", "sharing"]) {
    const ended = inProcess(`
      const rust = fixture();
      const call = rust.${make}();
      const value = call(false);
      const kind = rust.errorKind(thrown(() => call(true)));
      const next = rust.errorKind(thrown(() => rust.divide(4, 2)));
      console.log(JSON.stringify({ value, kind, next, aborts: rust.instanceStats().aborts }));`);
    assert.deepEqual(ended, { value: 1, kind: "abort", next: "abort", aborts: 1 }, make);
  }
});

test("a closure that starts a task for each call", async () => {
  const done = [];
  const start = rust.spawning_closure((value) => done.push(value));
  [1, 2, 3].forEach((value) => start(value));
  await sleep(0);
  assert.deepEqual(done, [1, 2, 3]);
});

test("closures that exports return are functions", async () => {
  const count = rust.counter(3);
  assert.deepEqual([count(), count()], [1, 2]);
  const error = thrown(count);
  assert.equal(error.message, "counted to 3");
  assert.match(error.exportName, /^closure at .*closures\.rs:\d+$/);
  assert.equal(count(), 4);

  assert.equal(rust.adder(1)(2), 3);
  assert.equal(rust.adder(1)(2, 4), 7);
  assert.equal(rust.checked_divider(2)(8), 4);
  assert.equal(thrown(() => rust.checked_divider(0)).message, "no divisor");
  const later = await rust.counter_later();
  assert.deepEqual([later(new Uint8Array(2)), later(new Uint8Array(3))], [2, 5]);
  assert.equal(new rust.Maker().measure()("four"), 4);
});

test("a returned FnOnce: captures are dropped by its call, and a second is an Error", () => {
  const before = rust.drops();
  const greet = rust.greet_once("you");
  assert.equal(rust.drops(), before);
  assert.equal(greet("hello"), "hello, you");
  assert.equal(rust.drops(), before + 1);
  assert.match(thrown(() => greet("hello")).message, /it runs once, and has been called before/);
});

test("a returned closure is freed when JavaScript drops it", () => {
  const freed = inProcess(
    `
    const rust = fixture();
    for (let i = 0; i < 100; i++) rust.greet_once("you");
    for (let i = 0; i < 50 && rust.drops() < 100; i++) {
      gc();
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    console.log(JSON.stringify(rust.drops()));`,
    ["--expose-gc"],
  );
  assert.equal(freed, 100);
});
