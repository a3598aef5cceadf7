// Arguments that wasm converts by itself: what that throws is an error of the call, and no end.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { fixture, inProcess, thrown } from "./load.mjs";
import { isLegacy, unwindingTwin, unwindsAtAll, unwraps } from "./strategy.mjs";

const rust = fixture();
const mine = new Error("mine");
const throws = (value) => ({ valueOf() { throw value; } });

/** Ways into wasm, each with a value that is right, and what that gives. */
const WAYS = {
  u32: [(value) => rust.convert_u32(value), 6, 6],
  u64: [(value) => rust.convert_u64(value), 6n, 6n],
  f64: [(value) => rust.convert_f64(value), 1.5, 1.5],
  "a String": [(value) => rust.convert_to_text(value), 6n, "6"],
  "beside a text": [(value) => rust.convert_text_and_u64("a", value), 6n, "a6"],
  enum: [(value) => rust.convert_enum(value), 2, 2],
  constructor: [(value) => new rust.Dial(value).position, 3, 3],
  method: [(value) => new rust.Dial(1).turn(value), 2n, 3],
  setter: [(value) => (new rust.Dial(1).position = value), 2, 2],
  async: [(value) => rust.convert_later(value), 6, 6],
  closure: [(value) => rust.converting_closure()(value), 6n, 7n],
};

/** What cannot be converted, by the kind of number. */
const wrongFor = (right) => [
  typeof right === "bigint" ? 60 : 1n,
  Symbol("a symbol"),
  Object.create(null),
  throws(mine),
  throws("text"),
  throws(undefined),
  throws(null),
  throws(new SyntaxError("mine")),
  throws(new RangeError("mine")),
  throws(new Proxy({}, {})),
  throws(new Proxy(mine, { getPrototypeOf: () => null })),
  throws(Object.defineProperty(new Error(), "message", { get() { throw mine; } })),
];

test("an optional number of 128 bits comes back, or what is thrown in its place", () => {
  const wide = 2n ** 100n + 6n;
  for (const number of [wide, -wide, 0n]) assert.equal(rust.halve_i128(number), number / 2n);
  assert.equal(rust.halve_i128(), undefined);
  assert.deepEqual([rust.nullable_u128(wide), rust.nullable_u128(null)], [wide, null]);
  assert.ok(thrown(() => rust.halve_i128(7n)) instanceof rust.PanicError);
  assert.equal(rust.halve_i128(wide), wide / 2n);
});

for (const [way, [call, right, result]] of Object.entries(WAYS)) {
  test(`${way}: an argument that cannot be converted is an error of that call alone`, async () => {
    const { aborts } = rust.instanceStats();
    const open = rust.double(sleep(20, 21));
    for (const wrong of wrongFor(right)) {
      const error = thrown(() => call(wrong));
      const expected = thrown(() => (typeof right === "bigint" ? BigInt.asIntN(64, wrong) : +wrong));
      if (expected instanceof TypeError && expected !== mine) assert.ok(error instanceof TypeError, String(error));
      else assert.equal(error, expected);
      assert.notEqual(rust.errorKind(error), "abort");
      assert.equal(await call(right), result);
    }
    assert.equal(await open, 42);
    assert.equal(rust.instanceStats().aborts, aborts);
  });
}

test("what a valueOf does besides is done", () => {
  const counts = { valueOf() { return rust.convert_u32(3) + 1; } };
  assert.equal(rust.convert_u32(counts), 4);
  const fails = { valueOf() { thrown(() => rust.convert_u32(1n)); thrown(() => rust.divide(1, 0)); throw mine; } };
  assert.equal(thrown(() => rust.convert_u32(fails)), mine);
  assert.equal(rust.convert_u32(7), 7);
});

test("within a call of another export, caught by JavaScript, by Rust, or by nobody", unwraps, () => {
  const caught = rust.convert_nested(() => thrown(() => rust.convert_u64(60)));
  assert.ok(caught instanceof TypeError);
  const passed = thrown(() => rust.convert_nested(() => rust.convert_u64(60)));
  assert.ok(passed instanceof TypeError);
  assert.equal(rust.convert_u64(60n), 60n);
});

/**
 * Runs a script in which `rust` is the module that recovers, and an export is in flight; gives what it makes of
 * the `error` that its `call` throws.
 */
const ends = (call, setUp = "") => inProcess(`
  const rust = recovering();
  const throws = (value) => ({ valueOf() { throw value; } });
  ${setUp}
  const heard = [];
  rust.onAbort(({ cause }) => heard.push(cause));
  const open = rejection(rust.double(new Promise(() => {})));
  const error = thrown(() => ${call});
  const kind = rust.errorKind(thrown(() => rust.add(1, 2)));
  const { cause } = await open;
  await new Promise((resolve) => setTimeout(resolve, 1));
  const isSame = cause === error && heard.length === 1 && heard[0] === error;
  console.log(JSON.stringify({ name: error?.name, kind, isSame, next: rust.add(1, 2), ...rust.instanceStats() }));`);

/** @param {string} name of the error */
const ended = (name) => ({
  name, kind: "abort", isSame: true, next: 3,
  instanceId: 2, panics: 0, aborts: 1, restarts: 1, exceptions: 0, isDown: false, inFlight: 0,
});

test("a trap after refused conversions ends the instance", () => {
  const outcome = ends(`rust.fail("unreachable")`, `
    for (let i = 0; i < 12; i++) thrown(() => rust.add(1n, 2));`);
  assert.deepEqual(outcome, ended("RuntimeError"));
});

test("what others ask of an error does not hide a trap", () => {
  const outcome = ends(`rust.fail("bounds")`, `
    new TypeError() instanceof WebAssembly.Exception;`);
  assert.deepEqual(outcome, ended("RuntimeError"));
});

test("a RuntimeError of a valueOf cannot be told from a trap", unwindsAtAll, () => {
  assert.deepEqual(ends(`rust.add(throws(new WebAssembly.RuntimeError("mine")), 1)`), ended("RuntimeError"));
});

test("a full stack in a valueOf ends the instance", unwindsAtAll, () => {
  assert.deepEqual(ends("rust.add({ valueOf() { return this.valueOf(); } }, 1)"), ended("RangeError"));
});

test("an exception of another tag ends the instance", unwindsAtAll, () => {
  const outcome = ends(`rust.add(throws(new WebAssembly.Exception(tag, [])), 1)`, `
    const tag = new WebAssembly.Tag({ parameters: [] });`);
  assert.deepEqual({ ...outcome, isSame: true, name: undefined }, { ...ended(), name: undefined });
});

test("a valueOf that ends the instance itself: it stays ended", () => {
  for (const then of ["throw new TypeError('mine')", "return 1n"]) {
    const outcome = inProcess(`
      const rust = recovering();
      let trap;
      const open = rejection(rust.double(new Promise(() => {})));
      const error = thrown(() => rust.add({ valueOf() { trap = thrown(() => rust.fail("abort")); ${then}; } }, 1));
      const kind = rust.errorKind(thrown(() => rust.add(1, 2)));
      const isCause = (await open).cause === trap;
      console.log(JSON.stringify([error.name, kind, isCause, rust.add(1, 2), rust.instanceStats().aborts]));`);
    assert.deepEqual(outcome, ["TypeError", "abort", true, 3, 1]);
  }
});

test("a result of an import that cannot be converted is an exception of that import", unwraps, () => {
  for (const wrong of ["1n", "Symbol()", "{ valueOf() { throw mine; } }"]) {
    const outcome = inProcess(`
      const rust = fixture();
      const mine = new SyntaxError("mine");
      globalThis.givesNumber = () => (${wrong});
      const { name } = thrown(() => rust.convert_result());
      globalThis.givesNumber = () => 5;
      console.log(JSON.stringify([name, rust.convert_result(), rust.instanceStats().aborts]));`);
    assert.deepEqual(outcome, [wrong.includes("mine") ? "SyntaxError" : "TypeError", 5, 0]);
  }
});

test("where wasm unwinds by the older instructions, an argument that cannot be converted ends the instance within a call", {
  skip: !isLegacy && "not legacy",
}, () => {
  const { name, ...outcome } = ends("rust.nested(() => rust.add(1n, 2))");
  assert.equal(name, "RuntimeError");
  assert.deepEqual({ ...outcome, isSame: true, name: "TypeError" }, ended("TypeError"));
  // For that cannot be told from this, which passes frames of Rust.
  assert.deepEqual(ends("rust.given()", "globalThis.givesNumber = () => 1n;"), ended("TypeError"));
});

test("plain wasm-bindgen: an argument that cannot be converted ends the instance", unwindingTwin, () => {
  const message = inProcess(`
    const twin = plain();
    thrown(() => twin.divide(1n, 2));
    console.log(JSON.stringify(thrown(() => twin.divide(4, 2)).message));`);
  assert.equal(message, "Module terminated");
});
