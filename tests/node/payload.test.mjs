import assert from "node:assert/strict";
import { test } from "node:test";

import { fixture, plain, rejection, thrown } from "./load.mjs";

const rust = fixture();

test("an object arrives as the identical object", () => {
  const object = { toString: () => "an object of mine" };
  const error = thrown(() => rust.payload_value(object));
  assert.ok(error instanceof rust.PanicError);
  assert.equal(error.payload, object);
  assert.equal(error.message, "an object of mine");
  assert.equal(error.cause, undefined);
  assert.ok(!("cause" in error));
});

test("an Error arrives as the identical payload and cause", () => {
  const cause = new RangeError("too far");
  const error = thrown(() => rust.payload_value(cause));
  assert.equal(error.payload, cause);
  assert.equal(error.cause, cause);
  assert.equal(error.message, "RangeError: too far");

  const made = thrown(() => rust.payload_error("made in Rust"));
  assert.ok(made.payload instanceof Error);
  assert.equal(made.cause, made.payload);
  assert.equal(made.payload.message, "made in Rust");
});

test("plain wasm-bindgen loses the object", () => {
  const object = {};
  const error = thrown(() => plain().payload_value(object));
  assert.equal(error.payload, undefined);
});

test("values of every type, and ones without a string form", () => {
  for (const value of [undefined, null, 0, -0, NaN, "", true, 10n, Symbol("s"), () => 1]) {
    const error = thrown(() => rust.payload_value(value));
    assert.ok(Object.is(error.payload, value));
    assert.equal(error.message, String(value));
  }
  const bare = Object.create(null);
  const throwing = { toString: () => { throw new Error("no"); } };
  for (const value of [bare, throwing]) {
    const error = thrown(() => rust.payload_value(value));
    assert.equal(error.payload, value);
    assert.match(error.message, /no string form/);
  }
});

test("strings, numbers and booleans of Rust", () => {
  const cases = [
    [() => rust.payload_string("owned"), "owned"],
    [() => rust.payload_str(), "a static str"],
    [() => rust.payload_i32(-42), -42],
    [() => rust.payload_f64(1.5), 1.5],
    [() => rust.payload_i64(2n ** 60n), 2n ** 60n],
    [() => rust.payload_i64(-1n), -1n],
    [() => rust.payload_i64(-(2n ** 63n)), -(2n ** 63n)],
    [() => rust.payload_u64(2n ** 64n - 1n), 2n ** 64n - 1n],
    [() => rust.payload_i128(-(2n ** 127n)), -(2n ** 127n)],
    [() => rust.payload_i128(-1n), -1n],
    [() => rust.payload_i128(2n ** 127n - 1n), 2n ** 127n - 1n],
    [() => rust.payload_u128(2n ** 128n - 1n), 2n ** 128n - 1n],
    [() => rust.payload_bool(false), false],
  ];
  for (const [call, payload] of cases) {
    const error = thrown(call);
    assert.equal(error.payload, payload);
    assert.equal(error.message, String(payload));
  }
});

test("a custom struct has no JavaScript form, and the message says so", () => {
  const error = thrown(() => rust.payload_custom());
  assert.equal(error.payload, undefined);
  assert.match(error.message, /not a string/);
  assert.match(error.location.file, /payloads\.rs$/);
});

test("the same for promises, before and after an await", async () => {
  const object = { mine: true };
  const cause = new TypeError("mine");
  for (const payload of [object, cause, "text", 7]) {
    for (const call of [rust.panic_before_await, rust.panic_later_with]) {
      const error = await rejection(call(payload));
      assert.ok(error instanceof rust.PanicError);
      assert.equal(error.payload, payload);
      assert.equal(error.message, String(payload));
      assert.equal(error.cause, payload === cause ? cause : undefined);
      assert.match(error.location.file, /asynchronous\.rs$/);
    }
  }
});
