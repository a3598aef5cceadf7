// What stands for numbers in a slice, a `Vec` or a box.

import assert from "node:assert/strict";
import { test } from "node:test";
import { runInNewContext } from "node:vm";

import { failure, fixture, thrown } from "./load.mjs";

const rust = fixture();

const filled = (array) => {
  rust.fill_bytes(array, 7);
  return array[0];
};

const added = (wide, narrow) => {
  const samples = new rust.Samples([0.5]);
  samples.add(wide, narrow);
  return samples.numbers.at(-1);
};

/** Ways in: the call, the class of arrays that it asks for, what it gives for one of [1, 2], of what the error speaks. */
const WAYS = {
  "&[u8]": [(array) => rust.sum_bytes(array), Uint8Array, 3, "sum_bytes: parameter `bytes`"],
  "Vec<f64>": [(array) => rust.sum_floats(array), Float64Array, 3, "sum_floats: parameter `numbers`"],
  "Box<[i16]>": [(array) => rust.sum_boxed(array), Int16Array, 3, "sum_boxed: parameter `numbers`"],
  "Option<Vec<i64>>": [(array) => rust.sum_some(array), BigInt64Array, 3n, "sum_some: parameter `numbers`"],
  "&[u8] of an async function": [(array) => rust.sum_bytes_later(array), Uint8Array, 3, "sum_bytes_later: parameter `bytes`"],
  "&mut [u8]": [filled, Uint8Array, 7, "fill_bytes: parameter `bytes`"],
  "&[u64] of a method": [(array) => added(array, []), BigUint64Array, 2, "Samples.add: parameter `wide`"],
  "&[i8] of a method": [(array) => added([], array), Int8Array, 2, "Samples.add: parameter `narrow`"],
  "a constructor": [(array) => new rust.Samples(array).numbers[1], Float32Array, 2, "new Samples: parameter `numbers`"],
  "a setter": [
    (array) => Object.assign(new rust.Samples([]), { numbers: array }).numbers[1], Float32Array, 2,
    "Samples.numbers: parameter `value`",
  ],
  "a closure": [(array) => closure(array), Uint8Array, 2, "a closure: parameter `argument`"],
  "a Box in a closure": [(array) => closureOfBox("text", array), Float64Array, 2, "a closure: parameter `argument`"],
  "Option in a closure that runs once": [
    (array) => rust.closures_of_numbers()[2](array), BigInt64Array, 2n, "a closure: parameter `argument`",
  ],
  "a returned closure": [
    (array) => rust.returned_closure_of_numbers()(array), Uint8Array, 2, "a closure: parameter `argument`",
  ],
  "a closure that an import borrows": [(array) => lent(array), Uint8Array, 2, "a closure: parameter `argument`"],
};

const [closure, closureOfBox] = rust.closures_of_numbers();

function lent(array) {
  globalThis.lendsClosure = (closure) => closure(array);
  return rust.lent_closure_of_numbers();
}

const isMut = (way) => way.startsWith("&mut");
const isNone = (way, value) => way.startsWith("Option") && value == null;
const isBig = (Class) => Class.name.startsWith("Big");
const pair = (Class) => Class.of(...(isBig(Class) ? [1n, 2n] : [1, 2]));
const article = (Class) => (/^I/.test(Class.name) ? "an" : "a");

function revoked() {
  const { proxy, revoke } = Proxy.revocable([], {});
  revoke();
  return proxy;
}

/** What is no array, and by what name the error calls it. */
const WRONG = [
  [undefined, "undefined"], [null, "null"], [5, "number"], [1n, "bigint"], ["text", "string"], [Symbol(), "symbol"],
  [true, "boolean"], [() => [], "function"], [{}, "object"], [{ length: 3 }, "object"], [new ArrayBuffer(8), "object"],
  [new DataView(new ArrayBuffer(8)), "object"], [new Proxy(new Uint8Array(3), {}), "object"], [revoked(), "object"],
  [{ get length() { throw new Error("mine"); } }, "object"], [Object.create(Uint8Array.prototype), "object"],
];

for (const [way, [call, Class, result, said]] of Object.entries(WAYS)) {
  test(`${way}: what is no array is an error that says so`, async () => {
    const { aborts, exceptions } = rust.instanceStats();
    for (const [value, type] of WRONG) {
      if (isNone(way, value)) continue;
      const error = await failure(() => call(value));
      assert.equal(error.message.replace(/^closure at .*closures_given\.rs:\d+:/, "a closure:"), `${said}: expected ${article(Class)} ${Class.name}, got a value of type ${type}`);
      assert.equal(rust.errorKind(error), undefined);
      assert.equal(await call(pair(Class)), result);
    }
    const stats = rust.instanceStats();
    assert.deepEqual([stats.aborts, stats.exceptions], [aborts, exceptions]);
  });

  test(`${way}: arrays of every kind of numbers that there is`, async () => {
    const all = [Uint8Array, Int8Array, Uint16Array, Float64Array, BigInt64Array, BigUint64Array, Array];
    for (const Other of all) {
      const array = Other === Array ? [...pair(Class)] : pair(Other);
      const call_ = () => call(array);
      if (Other === Class) assert.equal(await call_(), result);
      else if (isMut(way)) assert.match((await failure(call_)).message, /expected a Uint8Array/);
      else if (Other === Array || isBig(Other) === isBig(Class)) assert.equal(await call_(), result);
      else assert.ok((await failure(call_)) instanceof TypeError);
    }
    const theirs = runInNewContext(`${Class.name}.of(${isBig(Class) ? "1n, 2n" : "1, 2"})`);
    assert.equal(await call(theirs), result);
  });
}

test("an item that cannot be converted: the caller gets what that throws", () => {
  const mine = new Error("mine");
  for (const item of [{ valueOf() { throw mine; } }, { get [Symbol.toPrimitive]() { throw mine; } }]) {
    assert.equal(thrown(() => rust.sum_floats([1, item])), mine);
  }
  const getter = Object.defineProperty([1, 2], 1, { get() { throw mine; } });
  assert.equal(thrown(() => rust.sum_floats(getter)), mine);
  for (const item of [1n, Symbol()]) assert.ok(thrown(() => rust.sum_floats([item])) instanceof TypeError);
  assert.equal(rust.sum_floats([1, 2]), 3);
});

/** What a call gives, or the message of what it throws. */
function outcome(call) {
  try {
    return String(call());
  } catch (error) {
    return error.message;
  }
}

test("an array that says another length each time is read no further than there is room", () => {
  for (const lengths of [[2, 1_000_000], [1_000, 2], [0, 5]]) {
    const said = [...lengths];
    const lying = new Proxy([1, 2], {
      get: (array, key) => (key === "length" ? said.shift() ?? lengths[1] : array[key]),
    });
    assert.match(outcome(() => rust.sum_floats(lying)), /^(0|3|NaN)$/, String(lengths));
    assert.equal(rust.sum_floats([1, 2]), 3);
  }
  for (const length of [-1, -5, NaN, "text", 1n, Symbol(), {}, 2 ** 31, 2 ** 53, Infinity]) {
    const lying = new Proxy([1, 2], { get: (array, key) => (key === "length" ? length : array[key]) });
    assert.match(outcome(() => rust.sum_floats(lying)), /^0$|expected a Float64Array|memory has no room for a Float64Array so long/);
    assert.equal(rust.sum_floats([1, 2]), 3);
  }
});

test("items that call exports, have memory grow or change the array", () => {
  assert.equal(rust.sum_floats([1, { valueOf: () => rust.sum_floats(new Float64Array(1_000_000)) + 2 }]), 3);
  const shrinking = [1, { valueOf() { shrinking.length = 0; return 2; } }, 3];
  assert.ok(Number.isNaN(rust.sum_floats(shrinking)));
  assert.equal(rust.sum_floats([1, 2]), 3);
});

test("what is written comes back, also from a call that panics, and to bytes that are clamped", () => {
  const numbers = Int32Array.of(1, 2);
  assert.ok(thrown(() => rust.double_all(numbers, true)) instanceof rust.PanicError);
  assert.deepEqual([...numbers], [2, 4]);
  const clamped = new Uint8ClampedArray(3);
  rust.fill_bytes(clamped, 200);
  assert.deepEqual([...clamped], [200, 200, 200]);
  const part = new Uint8Array(8);
  rust.fill_bytes(part.subarray(2, 4), 1);
  assert.deepEqual([...part], [0, 0, 1, 1, 0, 0, 0, 0]);
});

test("an array that is detached or shrinks while it is lent: nobody is harmed", async () => {
  const { aborts, exceptions } = rust.instanceStats();
  const detached = Uint32Array.of(1, 2);
  const spread = rust.spread_later(detached, Promise.resolve());
  structuredClone(detached.buffer, { transfer: [detached.buffer] });
  await spread;
  const buffer = new ArrayBuffer(8, { maxByteLength: 16 });
  const shrunk = new Uint32Array(buffer);
  const spread_ = rust.spread_later(shrunk, Promise.resolve());
  buffer.resize(4);
  await spread_;
  const kept = Uint32Array.of(3, 4);
  await rust.spread_later(kept, Promise.resolve());
  assert.deepEqual([...kept], [3, 3]);
  const stats = rust.instanceStats();
  assert.deepEqual([stats.aborts, stats.exceptions], [aborts, exceptions]);
});
