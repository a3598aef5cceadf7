import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { fixture, plain, rejection, thrown } from "./load.mjs";
import { isAbort, unwinds, unwindingTwin } from "./strategy.mjs";

const rust = fixture();

afterEach(() => rust.throw_no_more());

test("functions, methods, constructors, statics, getters, setters, variadic, inline", async () => {
  assert.equal(
    rust.import_kinds(),
    "4, TEXT, None, x+y, 1, 2, b, Some(2) None, c, 1, 2",
  );
  assert.equal(await rust.import_awaited(5), 5);
  assert.equal(await rust.import_awaited_generic(5), 5);
  assert.equal(await rust.import_caught_later("x"), "x");
  for (const value of [undefined, null, 0, "", {}, Symbol("s")]) {
    assert.equal(rust.import_anything(value), value);
    assert.equal(rust.import_caught_value(value), value);
    assert.equal(rust.import_caught_generic(value), value);
  }
});

test("globals, namespaces and a static", () => {
  assert.deepEqual([...rust.import_globals()], [2, Number.MAX_SAFE_INTEGER]);
  assert.equal(rust.import_parsed('{"a": 1}', "a"), 1);
  assert.ok(thrown(() => rust.import_parsed("{", "a")) instanceof SyntaxError);
  assert.ok(thrown(() => rust.import_parsed("1", "a")) instanceof TypeError);
});

const THROWN = [
  new Error("mine"),
  Object.freeze({ frozen: true }),
  undefined,
  null,
  "a string",
  0,
];

test("what an import throws leaves the export as the identical value, and is no panic", () => {
  const before = rust.instanceStats().panics;
  const kinds = ["nothing", "number", "text", "anything", "maybe", "joined", "constructor", "static", "generic",
    "generic, one for each type", "generic constructor"];
  for (const value of THROWN) {
    rust.throw_from_now_on(value);
    for (const kind of kinds) {
      assert.equal(thrown(() => rust.import_throw(kind)), value, kind);
    }
    rust.throw_no_more();
    const store = rust.new_store();
    rust.throw_from_now_on(value);
    for (const kind of ["getter", "setter", "method", "generic method"]) {
      assert.equal(thrown(() => rust.import_throw_from_member(store, kind)), value, kind);
    }
    rust.throw_no_more();
  }
  assert.equal(thrown(() => rust.import_throw("inline")), "inline");
  assert.equal(rust.instanceStats().panics, before);
  assert.equal(rust.divide(4, 2), 2);
});

test("the same out of a promise, and with catch", async () => {
  for (const value of THROWN) {
    rust.throw_from_now_on(value);
    assert.equal(await rejection(rust.import_awaited(1)), value);
    assert.equal(await rejection(rust.import_awaited_generic(1)), value);
    assert.equal(thrown(() => rust.import_caught_generic(1)), value);
    assert.equal(await rejection(rust.import_caught_later(1)), value);
    assert.equal(thrown(() => rust.import_caught_value(1)), value);
    rust.throw_no_more();
  }
});

test("each destructor runs exactly once, in order", unwinds("destructors"), async () => {
  assert.equal(thrown(() => rust.import_throw_with_drops()), "enough");
  assert.deepEqual([...rust.dropped()], [0, 1, 2, 11, 13, 10, 12]);
  rust.throw_no_more();
  assert.equal(await rejection(rust.import_throw_with_drops_later()), "enough later");
  assert.deepEqual([...rust.dropped()].slice(7), [21, 20]);
});

test("catch_unwind sees a JsException, and a lock that was held is poisoned", unwinds("catching"), () => {
  for (const value of THROWN) {
    assert.deepEqual(rust.import_seen_by_rust(value), [value, true]);
    rust.throw_no_more();
  }
});

test("a panic through JavaScript: the same PanicError, and the outer destructors run", unwinds("destructors"), () => {
  const caught = [];
  const error = thrown(() =>
    rust.import_through(() =>
      rust.import_through(() => {
        try {
          rust.divide(1, 0);
        } catch (inner) {
          caught.push(inner);
          throw inner;
        }
      })));
  assert.ok(error instanceof rust.PanicError);
  assert.equal(error, caught[0]);
  assert.equal(error.exportName, "divide");
  assert.deepEqual([...rust.dropped()].slice(-2), [30, 30]);
  assert.equal(rust.import_through(() => "went on"), "went on");
});

test("what an async import throws before there is a promise is its own, and not that of the next import", async () => {
  const mine = new Error("mine");
  for (const kind of ["", "generic", "catch"]) {
    rust.throw_from_now_on(mine);
    assert.equal(await rejection(rust.import_at_once(kind, 1)), mine, kind);
    rust.throw_no_more();
    assert.equal(rust.import_caught_value(2), 2);
    assert.equal(await rust.import_at_once(kind, 3), 3);
    assert.equal(await rust.import_at_once(kind, Promise.resolve(4)), 4);
    assert.equal(await rejection(rust.import_at_once(kind, Promise.reject(mine))), mine);
  }
});

test("what an import gives for numbers is an array, or an error that says so", unwinds("destructors"), () => {
  for (const kind of ["", "maybe", "catch"]) {
    for (const wrong of ["123", 5, new Set([1]), { length: 1 }, { length: -1 }, () => 1]) {
      const { message } = thrown(() => rust.import_numbers(kind, wrong));
      assert.match(message, new RegExp(`: its result: expected an? \\w+Array, got a value of type ${typeof wrong}$`));
      assert.equal([...rust.dropped()].at(-1), 51);
    }
    for (const right of [[1, 2], new Uint8Array([1, 2]), new Float64Array([1, 2])]) {
      assert.deepEqual([...rust.import_numbers(kind, right)], [1, 2]);
    }
    const long = new Uint32Array(10_000).fill(7);
    assert.deepEqual([...rust.import_numbers(kind, long)], [...long]);
  }
  assert.equal(rust.import_numbers("maybe", undefined), undefined);
  assert.match(thrown(() => rust.import_numbers("", null)).message, /expected a Float64Array, got a value of type undefined$/);
});

test("what an import gives that cannot be taken unwinds as an error that says so", unwinds("destructors"), () => {
  const freed = () => {
    const object = new rust.Guarded();
    object.free();
    return object;
  };
  const wrong = { object: freed, caught: freed, objects: () => [new rust.Guarded(), freed()], variant: () => 7 };
  const { exceptions } = rust.instanceStats();
  for (const [kind, give] of Object.entries(wrong)) {
    assert.match(thrown(() => rust.import_taken(kind, give())).message, /: its result: /, kind);
    assert.equal([...rust.dropped()].at(-1), 50, kind);
  }
  assert.equal(rust.instanceStats().exceptions, exceptions);
  assert.equal(rust.import_taken("objects", [new rust.Guarded()]), 0);
  assert.equal(rust.import_taken("variant", rust.Level.High), 1);
});

test("an exception inside a `&mut self` method poisons the object, which names it as the cause", () => {
  const guarded = new rust.Guarded();
  assert.equal(guarded.change(() => {}), 2);
  const mine = new Error("mine");
  assert.equal(thrown(() => guarded.change(() => { throw mine; })), mine);
  assert.equal(guarded.isPoisoned, true);
  assert.equal(thrown(() => guarded.change(() => {})).cause, mine);
});

test("a re-entrant call through an import leaves the object usable", () => {
  const guarded = new rust.Guarded();
  let refused;
  guarded.change(() => { refused = thrown(() => guarded.change(() => {})); });
  assert.match(refused.message, /^Guarded\.change: the object: /);
  assert.equal(guarded.change(() => {}), 4);
});

test("a closure that an import borrows works, by value and by reference", () => {
  assert.deepEqual([...rust.lend(0)], [12, 3]);
  assert.equal(rust.lend_references(), "onetwo");
});

test("a panic in a closure that an import borrows is a PanicError with its place, and counted once", () => {
  for (const number of [1, 3]) {
    const before = rust.instanceStats().panics;
    const error = thrown(() => rust.lend(number));
    assert.ok(error instanceof rust.PanicError);
    assert.equal(error.message, `lent, at ${number}`);
    assert.match(error.location.file, /imports\.rs$/);
    assert.match(error.exportName, /^closure at .*imports\.rs:\d+$/);
    assert.match(error.stack.split("\n")[1], /\blend\b.*closure/);
    assert.equal(rust.instanceStats().panics, before + 1);
    if (!isAbort) assert.deepEqual([...rust.dropped()].slice(-2), [41, 40]);
  }
  assert.deepEqual([...rust.lend(0)], [12, 3]);
});

test("JavaScript may catch it, and Rust goes on", () => {
  const [caught, tried] = rust.lend_to_catching();
  assert.ok(caught instanceof rust.PanicError && tried instanceof rust.PanicError);
  assert.deepEqual([caught.message, tried.message], ["lent and caught", "lent and tried"]);
});

test("a closure that an import has kept for longer cannot be called", () => {
  assert.match(thrown(rust.lend_too_long()).message, /after being dropped/);
});

test("plain wasm-bindgen's has no place", unwindingTwin, () => {
  const error = thrown(() => plain().lend_panicking());
  assert.equal(error.message, "lent");
  assert.equal(error.location, undefined);
});

test("the PanicError of a plain export beside ours is of the kind panic", unwindingTwin, () => {
  const error = thrown(() => rust.plain_panics());
  assert.equal(error instanceof rust.PanicError, false);
  assert.equal(rust.errorKind(error), "panic");
  assert.equal(rust.errorKind(Object.assign(new Error(), { name: "PanicError" })), undefined);
});
