// Stacks of errors of calls that are refused before they run.

import assert from "node:assert/strict";
import { test } from "node:test";

import { fixture, plain, rejection, thrown } from "./load.mjs";

const rust = fixture();

function poisoned() {
  const session = new rust.Session();
  thrown(() => session.write("line", true));
  return session;
}

function freed() {
  const counter = new rust.Counter(1);
  counter.free();
  return counter;
}

/** Whose frame has to be in the stack. */
const callsRust = (call) => call();

const REFUSED = {
  "text of another type": () => rust.first_char(3),
  "an array of another type": () => rust.sum_bytes({}),
  "an object that is gone": (counter = freed()) => callsRust(() => counter.bump(1)),
  "a field of an object that is gone": (counter = freed()) => callsRust(() => counter.count),
  "an object that a panic has poisoned": (session = poisoned()) => callsRust(() => session.lines()),
  "a poisoned object as argument": (session = poisoned()) => callsRust(() => rust.lines_of(session)),
};

/**
 * The export comes first, and within the frames that an engine captures by default there is its caller.
 *
 * @param {Error} error
 */
function assertShowsCaller(error) {
  const [title, first, ...frames] = error.stack.split("\n");
  assert.equal(title, `${error.name}: ${error.message}`);
  assert.match(first, /wasm/);
  assert.doesNotMatch(error.stack, /unwind_export|__wbg_|snippets/);
  assert.ok(frames.slice(0, 4).some((frame) => frame.includes("callsRust")), error.stack);
}

for (const [name, call] of Object.entries(REFUSED)) {
  test(`${name}: the stack shows the caller`, () => {
    assertShowsCaller(thrown(() => callsRust(call)));
  });
}

test("a rejection shows the caller", async () => {
  assertShowsCaller(await rejection(callsRust(() => rust.panic_after_await(3))));
});

test("plain wasm-bindgen shows the caller as well", () => {
  assert.match(thrown(() => callsRust(() => plain().shout(3))).stack, /callsRust/);
});

test("no stack where there is to be none, and as much of it as there is to be", () => {
  const { stackTraceLimit } = Error;
  const stackOf = (limit) => {
    Error.stackTraceLimit = limit;
    return thrown(() => callsRust(REFUSED["text of another type"])).stack.split("\n").length - 1;
  };
  try {
    assert.equal(stackOf(0), 0);
    assert.equal(stackOf(1), 1);
    assert.equal(stackOf(3), 3);
    assert.equal(Error.stackTraceLimit, 3);
    assert.equal(stackOf("none"), 0);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
});

test("a stack is a property as others' are: it can be set, and is not counted among the error's own", () => {
  const error = thrown(REFUSED["text of another type"]);
  assert.deepEqual(Object.keys(error), []);
  const { stack } = error;
  assert.equal(error.stack, stack);
  error.message = "another";
  assert.equal(error.stack, stack);
  error.stack = "shorter";
  assert.equal(error.stack, "shorter");
  assert.equal(Object.isFrozen(Object.freeze(thrown(REFUSED["an array of another type"]))), true);
});

test("what somebody has put on the prototypes of errors and objects changes no refusal", () => {
  const name = Object.getOwnPropertyDescriptor(Error.prototype, "name");
  const pollute = (key) => Object.defineProperty(Object.prototype, key, { __proto__: null, configurable: true, value: 1 });
  try {
    Object.defineProperty(Error.prototype, "name", { configurable: true, get() { throw rust; } });
    ["get", "set", "value", "writable"].forEach(pollute);
    const error = thrown(REFUSED["text of another type"]);
    assert.match(error.message, /^first_char: parameter `text`/);
  } finally {
    for (const key of ["get", "set", "value", "writable"]) delete Object.prototype[key];
    Object.defineProperty(Error.prototype, "name", name);
  }
  assert.equal(rust.first_char("a"), "a");
});
