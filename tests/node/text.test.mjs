// What stands for a `&str`, a `String` or an `Option<String>`.

import assert from "node:assert/strict";
import { test } from "node:test";

import { failure, fixture, thrown } from "./load.mjs";
import { unwinds } from "./strategy.mjs";

const rust = fixture();

/** Ways in for text: the call, what it gives for a text, and of what the error speaks. */
const WAYS = {
  "&str": [(value) => rust.convert_text_and_u64(value, 1n), (text) => `${text}1`, "convert_text_and_u64: parameter `text`"],
  "Option<String>": [(value) => rust.join(["a", "b"], value), (text) => `a${text}b`, "join: parameter `separator`"],
  "a setter": [(value) => titled(value).title, (text) => text, "Session.title: parameter `value`"],
  "a method": [(value) => written(value).lines(), () => 2, "Session.write: parameter `line`"],
  "a constructor": [(value) => new rust.Wide(1, value).text, (text) => text, "new Wide: parameter `text`"],
  "an async function": [
    (value) => rust.length_later(value, 1),
    (text) => new TextEncoder().encode(text).length,
    "length_later: parameter `text`",
  ],
  "a closure": [(value) => closure(value), (text) => text, "a closure: parameter `argument`"],
  "an Option in a closure": [(value) => closureOfOption(1, value), (text) => text, "a closure: parameter `argument`"],
  "a returned closure": [(value) => rust.returned_closure_of_text()(value), (text) => text, "a closure: parameter `argument`"],
  "a closure that an import borrows": [(value) => lent(value), (text) => text, "a closure: parameter `argument`"],
};

const [closure, closureOfOption] = rust.closures_of_text();

function lent(value) {
  globalThis.lendsClosure = (closure) => closure(value);
  return rust.lent_closure_of_text();
}

const titled = (value) => Object.assign(new rust.Session(), { title: value });

function written(value) {
  const session = new rust.Session();
  session.write(value, false);
  return session;
}

/** What is no text, and by what name the error calls it. */
const WRONG = [
  [5, "number"],
  [-0, "number"],
  [1n, "bigint"],
  [true, "boolean"],
  [Symbol("a symbol"), "symbol"],
  [{}, "object"],
  [[], "object"],
  [["text"], "object"],
  [() => "text", "function"],
  [{ length: 3_000 }, "object"],
  [{ length: 3, charCodeAt: () => 65 }, "object"],
  [{ toString: () => "text" }, "object"],
  [new Proxy({}, {}), "object"],
  [new Proxy(new String("text"), {}), "object"],
];

const isNone = (way, value) => value == null && /Option|constructor/.test(way);

for (const [way, [call, gives, said]] of Object.entries(WAYS)) {
  test(`${way}: what is no text is an error that says so`, async () => {
    const { aborts } = rust.instanceStats();
    for (const [value, kind] of [...WRONG, [null, "null"], [undefined, "undefined"]]) {
      if (isNone(way, value)) continue;
      const error = await failure(() => call(value));
      assert.equal(error.message.replace(/^closure at .*closures_given\.rs:\d+:/, "a closure:"), `${said}: expected a string, got a value of type ${kind}`);
      assert.ok(error instanceof Error);
      assert.equal(rust.errorKind(error), undefined);
      assert.equal(await call("text"), gives("text"));
    }
    assert.equal(rust.instanceStats().aborts, aborts);
  });
}

/** Texts around every length at which they are written in another way. */
const TEXTS = [0, 1, 15, 16, 17, 85, 86, 255, 256, 257, 1_000, 70_000].flatMap((length) =>
  ["x", "é", "€", "😀", "\ud800", "\0"].flatMap((last) => ["x".repeat(length) + last, last.repeat(length), `${last}${"x".repeat(length)}`]),
);

for (const [way, [call, gives]] of Object.entries(WAYS)) {
  test(`${way}: text is given whole`, async () => {
    for (const text of TEXTS) assert.equal(await call(text), gives(text.toWellFormed?.() ?? wellFormed(text)));
    assert.equal(await call(new String("an object")), gives("an object"));
  });
}

const wellFormed = (text) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(new TextEncoder().encode(text));

test("null and undefined are no text where there may be none", () => {
  assert.equal(rust.join(["a", "b"], null), rust.join(["a", "b"]));
});

test("what an import gives for a String is text, or an error that says so", unwinds("catching"), () => {
  for (const kind of ["", "maybe", "catch"]) {
    for (const [value, type] of WRONG) {
      const error = thrown(() => rust.import_text(kind, value));
      assert.match(error.message, new RegExp(`: its result: expected a string, got a value of type ${type}$`));
      assert.equal(rust.import_text(kind, "text"), "text");
    }
  }
  assert.equal(rust.import_text("maybe", null), undefined);
  for (const kind of ["", "catch"]) {
    assert.match(thrown(() => rust.import_text(kind, null)).message, /its result: .* got a value of type undefined$/);
  }
});

test("an encoder that is the user's can only spoil its own text", () => {
  const { encodeInto } = TextEncoder.prototype;
  const { charCodeAt } = String.prototype;
  try {
    for (const lie of [() => ({ read: 1, written: 1 }), () => { throw new Error("mine"); }, () => undefined]) {
      TextEncoder.prototype.encodeInto = lie;
      assert.equal(rust.convert_text_and_u64("é".repeat(50), 1n), `${"é".repeat(50)}1`);
    }
    String.prototype.charCodeAt = () => -1;
    rust.convert_text_and_u64("abc", 1n);
    String.prototype.charCodeAt = () => { throw new Error("mine"); };
    assert.match(thrown(() => rust.convert_text_and_u64("abc", 1n)).message, /expected a string/);
  } finally {
    TextEncoder.prototype.encodeInto = encodeInto;
    String.prototype.charCodeAt = charCodeAt;
  }
  assert.equal(rust.convert_text_and_u64("abc", 1n), "abc1");
});
