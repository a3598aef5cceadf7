import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";

import { fixture, inProcess, plain, rejection, thrown } from "./load.mjs";
import { unwindingTwin, unwinds } from "./strategy.mjs";

const rust = fixture();
const { PanicError, errorKind } = rust;

test("a panic is a PanicError that says what, where and in which export", () => {
  const error = thrown(() => rust.divide(1, 0));
  assert.ok(error instanceof PanicError);
  assert.ok(error instanceof Error);
  assert.equal(error.name, "PanicError");
  assert.equal(error.message, "attempt to divide by zero");
  assert.equal(error.kind, "panic");
  assert.equal(errorKind(error), "panic");
  assert.equal(error.exportName, "divide");
  assert.equal(error.instanceId, 1);
  assert.match(error.location.file, /panics\.rs$/);
  assert.deepEqual({ ...error.location, file: "" }, { file: "", line: 12, column: 5 });
  assert.equal(rust.divide(6, 3), 2);
});

test("plain wasm-bindgen says neither where nor in which export", unwindingTwin, () => {
  const error = thrown(() => plain().divide(1, 0));
  assert.equal(error.name, "PanicError");
  assert.equal(error.location, undefined);
  assert.equal(error.exportName, undefined);
  assert.equal(plain().PanicError, undefined);
});

test("location is the user's line for indexing, unwrap and expect", () => {
  assert.equal(thrown(() => rust.at_index([1, 2], 2)).location.line, 17);
  assert.equal(thrown(() => rust.first_char("")).location.line, 22);
  assert.equal(rust.first_char("é"), "é");
  assert.equal(rust.at_index([1, 2], 1), 2);
});

test("the stack begins with the panicking function and holds the JavaScript caller", () => {
  const callsRust = () => rust.panic_inside(2);
  const { stack } = thrown(callsRust);
  const [title, first, second] = stack.split("\n");
  assert.equal(title, "PanicError: bottom");
  assert.match(first, /fixture::panics::descend/);
  assert.match(second, /fixture::panics::descend/);
  assert.match(stack, /at callsRust \(.*panic\.test\.mjs/);
  assert.doesNotMatch(stack, /panicking|panic_fmt|rust_begin_unwind|__wbg_|::hook/);
});

test("a function that was inlined into its shim still comes first", () => {
  const [, first] = thrown(() => rust.divide(1, 0)).stack.split("\n");
  assert.match(first, /\bdivide\b/);
});

test("Error.stackTraceLimit is respected, and as before", () => {
  const before = Error.stackTraceLimit;
  try {
    for (const limit of [0, 1, 3, 100]) {
      Error.stackTraceLimit = limit;
      const { stack } = thrown(() => rust.panic_inside(5));
      assert.equal(Error.stackTraceLimit, limit);
      const frames = stack.split("\n").length - 1;
      assert.ok(limit === 100 ? frames > 10 : frames === limit, `${frames} of ${limit}`);
    }
  } finally {
    Error.stackTraceLimit = before;
  }
});

test("the stack can be replaced, and the error printed and sent", () => {
  const error = thrown(() => rust.divide(1, 0));
  assert.deepEqual(Object.keys(error), ["exportName", "location", "payload"]);
  assert.match(inspect(error), /^PanicError: attempt to divide by zero\n {4}at .*divide/);
  const sent = JSON.parse(JSON.stringify(error));
  assert.deepEqual(Object.keys(sent), [
    "name", "kind", "message", "exportName", "location", "stack",
  ]);
  assert.equal(sent.message, error.message);
  error.stack = "replaced";
  assert.equal(error.stack, "replaced");
});

test("a formatted message arrives whole, also when empty or long", () => {
  for (const message of ["", "x", "ü🦀\n\0", "long ".repeat(10_000)]) {
    const error = thrown(() => rust.panic_with(message));
    assert.equal(error.message, message);
    assert.equal(error.payload, message);
  }
});

test("a panic in an error's conversion is a PanicError, and the instance lives", async () => {
  const error = thrown(() => rust.error_conversion_panics(true));
  assert.ok(error instanceof PanicError);
  assert.equal(error.message, "the error has no JavaScript form");
  assert.equal(error.exportName, "error_conversion_panics");
  assert.equal(rust.error_conversion_panics(false), 1);

  const later = await rejection(rust.async_error_conversion_panics());
  assert.ok(later instanceof PanicError);
  assert.equal(later.exportName, "async_error_conversion_panics");
});

test("an Err is thrown as it is, and is no panic", () => {
  const before = rust.instanceStats().panics;
  const error = new TypeError("mine");
  assert.equal(thrown(() => rust.fail_with(error)), error);
  assert.equal(thrown(() => rust.fail_with(undefined)), undefined);
  assert.equal(errorKind(error), undefined);
  assert.equal(rust.instanceStats().panics, before);
});

test("a panic that Rust catches itself reaches nobody", unwinds("catching"), () => {
  const before = rust.instanceStats().panics;
  for (let i = 0; i < 100; i++) assert.equal(rust.catch_own_panic(), "caught in Rust");
  assert.match(rust.catch_and_describe(), /^seen by catch at .*panics\.rs:\d+:\d+$/);
  assert.equal(rust.instanceStats().panics, before);
  assert.equal(thrown(() => rust.divide(1, 0)).message, "attempt to divide by zero");
});

test("a panic that is caught and resumed keeps its place", () => {
  const error = thrown(() => rust.catch_and_resume());
  assert.equal(error.message, "resumed");
  assert.equal(error.exportName, "catch_and_resume");
  assert.match(error.location.file, /panics\.rs$/);
});

test("a panic caught by a destructor does not pass for the one that unwinds", () => {
  assert.equal(thrown(() => rust.catch_while_unwinding()).message, "the outer panic");
});

test("JavaScript between two exports can catch the inner panic, or let it through", () => {
  let inner;
  const value = rust.call(() => {
    inner = thrown(() => rust.divide(1, 0));
    return "went on";
  });
  assert.equal(value, "went on");
  assert.equal(inner.exportName, "divide");

  const outer = thrown(() => rust.call(() => rust.divide(2, 0)));
  assert.ok(outer instanceof PanicError);
  assert.equal(outer.exportName, "divide");
});

test("instanceStats counts panics that reach JavaScript", () => {
  const before = rust.instanceStats();
  thrown(() => rust.divide(1, 0));
  const after = rust.instanceStats();
  assert.deepEqual(after, { ...before, panics: before.panics + 1 });
  assert.deepEqual(Object.keys(after), ["instanceId", "panics", "aborts", "restarts", "exceptions", "isDown", "inFlight"]);
});

test("a payload whose destructor panics harms nobody", () => {
  const error = thrown(() => rust.panic_with_explosive_payload());
  assert.ok(error instanceof PanicError);
  assert.equal(error.payload, undefined);
  assert.equal(rust.divide(4, 2), 2);
});

test("a hook that others set hears of each panic once, and ours still records it first", () => {
  // Where panics abort, std lets nobody set a hook after the first.
  const seen = inProcess(`
    const rust = fixture();
    rust.replace_hook();
    rust.replace_hook();
    const lines = new Set();
    const tops = new Set();
    for (let i = 0; i < 1000; i += 1) {
      const error = thrown(() => rust.divide(1, 0));
      if (!(error instanceof rust.PanicError)) throw error;
      lines.add(error.location.line);
      tops.add(/\\bdivide\\b/.test(error.stack.split("\\n")[1]));
    }
    console.log(JSON.stringify({ lines: [...lines], tops: [...tops], heard: rust.heard() }));`);
  assert.deepEqual(seen, { lines: [12], tops: [true], heard: 1000 });
});

test("without a hook the error is built from the payload, and the hook comes back", unwinds("hook"), () => {
  const unseen = thrown(() => rust.resume_custom_payload());
  assert.ok(unseen instanceof PanicError);
  assert.match(unseen.message, /not a string|^7$/);

  rust.withhold_hook();
  const first = thrown(() => rust.divide(1, 0));
  assert.ok(first instanceof PanicError);
  assert.equal(first.message, "attempt to divide by zero");
  assert.equal(first.exportName, "divide");
  assert.equal(first.location.line, 11, "the export's own line");
  const second = thrown(() => rust.divide(1, 0));
  assert.equal(second.location.line, 12, "the panic's line");
  assert.match(second.stack.split("\n")[1], /\bdivide\b/);
});

test("the first errors of a module leave it as later ones do, whatever the host lets be watched", () => {
  const settings = [
    "",
    "const { Exception } = WebAssembly; const key = Symbol.hasInstance; Object.defineProperty(Exception, key, { value: Exception[key] });",
    "Object.freeze(WebAssembly.Exception.prototype);",
  ];
  for (const setting of settings) {
    const seen = inProcess(`
      ${setting}
      const rust = fixture();
      let mine = 7;
      globalThis.descend = () => { throw mine; };
      const exceptions = [thrown(() => rust.descend(1)), thrown(() => rust.descend(1))];
      const panics = Array.from({ length: 3 }, () => thrown(() => rust.divide(1, 0)));
      mine = new RangeError("mine");
      exceptions.push(thrown(() => rust.descend(1)) === mine);
      const stats = rust.instanceStats();
      console.log(JSON.stringify([
        exceptions, panics.map((panic) => panic instanceof rust.PanicError && panic.message),
        stats.panics, stats.aborts, rust.divide(4, 2),
      ]));
    `);
    const message = "attempt to divide by zero";
    assert.deepEqual(seen, [[7, 7, true], [message, message, message], 3, 0, 2]);
  }
});
