import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";

import { fixture, inProcess, rejection, thrown } from "./load.mjs";
import { unwinds } from "./strategy.mjs";
import { isWell } from "./well.mjs";

const rust = fixture();
const { PanicError, errorKind } = rust;

function revoked(target = {}) {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

/** A proxy that throws whatever is done with it. */
const thorny = (target = {}) =>
  new Proxy(target, new Proxy({}, { get: (_, trap) => () => { throw new Error(`${String(trap)} of a proxy`); } }));

/** Sets a property of `object` while `f` runs. */
function having(object, key, descriptor, f) {
  const before = Object.getOwnPropertyDescriptor(object, key);
  Object.defineProperty(object, key, { configurable: true, ...descriptor });
  try {
    return f();
  } finally {
    if (before) Object.defineProperty(object, key, before);
    else delete object[key];
  }
}

const fails = () => { throw new Error("user code ran"); };

// Payloads that are hard to carry.

test("proxies that are revoked, or throw at every trap", async () => {
  const cause = thorny(new Error("mine"));
  for (const value of [revoked(), thorny(), cause, revoked(() => {}), thorny(() => {})]) {
    const errors = [thrown(() => rust.payload_value(value)), await rejection(rust.panic_later_with(value))];
    for (const error of errors) {
      assert.ok(error instanceof PanicError);
      assert.ok(error.payload === value);
      assert.equal(error.message, "a panic with a value that has no string form");
      assert.ok(!("cause" in error));
      assert.match(error.stack, /^PanicError: a panic with a value/);
    }
    isWell(rust);
  }
});

test("values whose string form is code of the user's, which may call back in", () => {
  const inner = [];
  const values = [
    { toString() { inner.push(thrown(() => rust.divide(1, 0))); return "called back"; } },
    { [Symbol.toPrimitive]() { inner.push(thrown(() => rust.divide(2, 0))); return "called back"; } },
    Object.assign(new Error(), { toString() { inner.push(thrown(() => rust.divide(3, 0))); return "called back"; } }),
  ];
  for (const value of values) {
    const error = thrown(() => rust.payload_value(value));
    assert.equal(error.payload, value);
    assert.equal(error.message, "called back");
    assert.equal(error.exportName, "payload_value");
    assert.equal(inner.at(-1).exportName, "divide");
  }
  assert.equal(inner.length, 3);
  const panics = { toString: () => rust.divide(1, 0) };
  assert.match(thrown(() => rust.payload_value(panics)).message, /no string form/);
  isWell(rust);
});

test("an object is poisoned by the call that failed, not by one that a listener makes", () => {
  const session = new rust.Session();
  const stop = rust.onPanic(() => {
    stop();
    thrown(() => rust.divide(1, 0));
  });
  const error = thrown(() => session.write("a line", true));
  const refused = thrown(() => session.read(false));
  assert.equal(errorKind(refused), "poisoned");
  assert.equal(refused.cause, error);
});

test("a text that is longer than a message should be is cut, and says so", () => {
  const length = 6 << 20;
  for (const call of [() => rust.panic_with_length(length), () => rust.payload_string("y".repeat(length))]) {
    const error = thrown(call);
    assert.ok(error.message.length < 5 << 20);
    assert.match(error.message.slice(-100), /… \(\d+ more bytes\)$/);
    assert.equal(error.payload, error.message);
  }
  const whole = thrown(() => rust.panic_with_length(1 << 20));
  assert.equal(whole.message.length, 1 << 20);
  isWell(rust);
});

test("a text that is longer than any that JavaScript can hold", unwinds("instance"), () => {
  const message = inProcess(`
    const rust = fixture();
    const error = thrown(() => rust.panic_with_length(600 * 2 ** 20));
    console.log(JSON.stringify([error.name, error.message.length < 2 ** 23, rust.divide(4, 2)]));`);
  assert.deepEqual(message, ["PanicError", true, 2]);
});

test("Panic::message of whatever JavaScript throws", () => {
  const nameless = new Error("hidden");
  Object.defineProperty(nameless, "message", { get: fails });
  const none = /no string form/;
  const cases = [
    [revoked(), none],
    [thorny(), none],
    [nameless, none],
    [Object.create(null), none],
    [new Error("plain"), /^plain$/],
    [Symbol("s"), /^Symbol\(s\)$/],
    ["z".repeat(6 << 20), /… \(\d+ more characters\)$/],
  ];
  for (const [value, expected] of cases) {
    globalThis.unruly = () => { throw value; };
    assert.match(rust.message_of_thrown(), expected);
  }
  isWell(rust);
});

// A host that is hard to live in.

test("Error.stackTraceLimit that throws is not asked", () => {
  const error = having(Error, "stackTraceLimit", { get: fails, set: fails }, () => thrown(() => rust.divide(1, 0)));
  assert.equal(error.message, "attempt to divide by zero");
  assert.match(error.stack, /^PanicError: attempt to divide by zero/);
  isWell(rust);
});

test("setters and getters on Object.prototype and Error.prototype are not called", () => {
  const keys = ["exportName", "location", "payload", "cause", "at", "limit", "kind", "className", "instanceId", "get", "set"];
  for (const prototype of [Object.prototype, Error.prototype]) {
    for (const key of keys) {
      if (prototype === Object.prototype && key === "set") continue;
      const descriptor = { get: key === "get" ? () => undefined : fails, set: fails };
      const cause = new Error("mine");
      // wasm-bindgen's own glue does not make objects then.
      const session = new rust.Session();
      const [error, caused, poisoned] = having(prototype, key, descriptor, () => {
        thrown(() => session.write("a line", true));
        return [
          thrown(() => rust.divide(1, 0)),
          thrown(() => rust.payload_value(cause)),
          thrown(() => session.read(false)),
        ];
      });
      assert.equal(error.exportName, "divide", key);
      assert.equal(error.payload, "attempt to divide by zero");
      assert.equal(caused.cause, cause);
      assert.equal(errorKind(poisoned), "poisoned", key);
    }
  }
  isWell(rust);
});

test("an Error that says what it is an instance of by itself", () => {
  const cause = new Error("mine");
  const error = having(Error, Symbol.hasInstance, { value: fails }, () => {
    assert.equal(errorKind(cause), undefined);
    return thrown(() => rust.payload_value(cause));
  });
  assert.equal(error.payload, cause);
  assert.equal(error.message, "Error: mine");
  isWell(rust);
});

test("frozen intrinsics", () => {
  const seen = inProcess(`
    const rust = fixture();
    for (const intrinsic of [Error, Error.prototype, Object, Object.prototype, WebAssembly]) Object.freeze(intrinsic);
    const cause = new RangeError("mine");
    const error = thrown(() => rust.divide(1, 0));
    const caused = thrown(() => rust.payload_value(cause));
    console.log(JSON.stringify([
      error.message, error.exportName, error.stack.split("\\n")[0], caused.cause === cause, caused.message,
      rust.divide(4, 2),
    ]));`);
  const message = "attempt to divide by zero";
  assert.deepEqual(seen, [message, "divide", `PanicError: ${message}`, true, "RangeError: mine", 2]);
});

test("stack and toJSON, where the user's prepareStackTrace throws", () => {
  const error = thrown(() => rust.divide(1, 0));
  const { stack, message } = having(Error, "prepareStackTrace", { value: fails, writable: true }, () => error.toJSON());
  assert.equal(message, "attempt to divide by zero");
  assert.match(stack, /^PanicError: attempt to divide by zero/);
  for (const value of [undefined, null, 7, thorny(), Symbol("s")]) {
    const other = thrown(() => rust.divide(1, 0));
    const prepare = { value: () => value, writable: true };
    const { stack } = having(Error, "prepareStackTrace", prepare, () => other.toJSON());
    assert.match(stack, /^PanicError: attempt to divide by zero/);
  }
  isWell(rust);
});

test("stack of an error whose name and message are no text, and of what only looks like one", () => {
  for (const value of [Symbol("mine"), thorny(), undefined]) {
    const error = thrown(() => rust.divide(1, 0));
    Object.defineProperty(error, "message", { value });
    assert.match(error.stack, /^PanicError: /);
  }
  for (const copy of [Object.create(thrown(() => rust.divide(1, 0))), PanicError.prototype]) {
    assert.equal(copy.stack, undefined);
    assert.equal(copy.instanceId, undefined);
    assert.equal(typeof inspect(copy), "string");
  }
});

test("errorKind never throws", () => {
  const nameless = new Error("mine");
  for (const key of ["name", "message"]) Object.defineProperty(nameless, key, { get: fails });
  const lying = Object.assign(new Error(), { name: "PanicError", kind: "mine" });
  for (const value of [revoked(), thorny(), thorny(new Error()), nameless, lying, Object.create(null), Symbol("s")]) {
    assert.equal(errorKind(value), undefined);
  }
});

// Errors that cannot be changed.

test("an error that a listener freezes", async (t) => {
  const log = t.mock.method(console, "error", () => {});
  for (const lock of [Object.freeze, Object.seal, Object.preventExtensions]) {
    const heard = [];
    const stops = [rust.onPanic(lock), rust.onPanic((error) => heard.push(error))];
    const error = thrown(() => rust.mapper_panics());
    assert.equal(error.message, "the original");
    assert.equal(error.exportName, "mapper_panics");
    assert.equal(heard.at(0), error);
    const later = await rejection(new rust.Mapped(false).mapper_panics());
    assert.equal(later.message, "the original");
    stops.forEach((stop) => stop());
    for (const locked of [error, later]) {
      assert.match(locked.stack, /^PanicError: the original\n.*mapper_panics/);
      assert.equal(locked.toJSON().stack, locked.stack);
      assert.match(inspect(locked), /the original/);
      assert.equal(errorKind(locked), "panic");
    }
    isWell(rust);
  }
  // The mappers' own errors have no other place.
  const printed = log.mock.calls.map(({ arguments: [error] }) => error.message);
  assert.deepEqual(printed, Array(6).fill("the mapper failed"));
});

test("an error that is frozen before its panic leaves Rust", () => {
  for (const lock of [Object.freeze, Object.seal, Object.preventExtensions]) {
    const heard = [];
    const stop = rust.onPanic((error) => heard.push(error));
    let shown;
    const error = thrown(() => rust.show_and_resume((early) => { shown = lock(early); }));
    stop();
    assert.equal(error, shown);
    assert.deepEqual(heard, [error]);
    assert.equal(error.message, "shown before");
    assert.equal(error.toJSON().exportName, "show_and_resume");
    isWell(rust);
  }
});

test("an error whose fields throw when they are set", () => {
  const trap = (error) => {
    for (const key of ["exportName", "cause", "message", "stack"]) {
      Object.defineProperty(error, key, { get: fails, set: fails, configurable: false });
    }
  };
  assert.ok(thrown(() => rust.show_and_resume(trap)) instanceof PanicError);
  const stop = rust.onPanic(trap);
  assert.ok(thrown(() => rust.mapper_panics()) instanceof PanicError);
  stop();
  isWell(rust);
});
