// Arguments that are refused.

import assert from "node:assert/strict";
import { test } from "node:test";

import { thrown } from "../node/load.mjs";
import { growsNot, rust } from "./grows.mjs";

const long = [...new Array(1_000).fill(1), Symbol()];
const ARRAYS = [
  () => rust.sum_floats({}),
  () => rust.sum_floats(long),
  () => rust.fill_bytes([], 1),
  () => rust.sum_some("text"),
];
growsNot("of arrays", (i) => void thrown(ARRAYS[i % ARRAYS.length]), {}, "refusals");

const NO_TEXT = [
  5, -0, 1n, true, Symbol("a symbol"), {}, [], ["text"], () => "text", { length: 3_000 }, { length: 3, charCodeAt: () => 65 },
  { toString: () => "text" }, new Proxy({}, {}), new Proxy(new String("text"), {}), null, undefined,
];
const TEXTS = [...NO_TEXT.map((value) => () => rust.convert_text_and_u64(value, 1n)), () => rust.join([], { length: 3_000 })];
growsNot("of what is no text", (i) => void thrown(TEXTS[i % TEXTS.length]), {}, "refusals");

const dial = new rust.Dial(1);
const bad = { valueOf() { throw new Error("mine"); } };
const NUMBERS = [
  () => rust.convert_u32(1n),
  () => rust.convert_text_and_u64("some text", 60),
  () => dial.turn(60),
  () => rust.convert_later(bad),
];
growsNot("of what is no number", (i) => void thrown(NUMBERS[i % NUMBERS.length]), {}, "refusals");

test("after all of that, calls are as ever", () => {
  assert.equal(rust.convert_text_and_u64("text", 1n), "text1");
  assert.equal(dial.turn(1n), 2);
  assert.equal(rust.instanceStats().aborts, 0);
});
