import assert from "node:assert/strict";
import { test } from "node:test";

import { fixture, inProcess, rejection, thrown } from "./load.mjs";
import { unwinds, unwindingTwin } from "./strategy.mjs";

const rust = fixture();
const { Counter, PanicError } = rust;

test("constructors, methods, static methods, getters and setters", async () => {
  const counter = new Counter(2);
  assert.ok(counter instanceof Counter);
  assert.equal(counter.bump(3), 6);
  assert.equal(counter.peek(), 6);
  assert.equal(counter.doubled, 12);
  counter.doubled = 40;
  assert.equal(counter.count, 20);
  counter.count = 5;
  assert.equal(counter.peek(), 5);
  assert.equal(counter.label, "counter");
  counter.label = "renamed";
  assert.equal(counter.label, "renamed");
  assert.equal(counter.step, 2);
  assert.throws(() => { counter.step = 3; }, TypeError);
  const other = Counter.starting_at(7);
  assert.equal(counter.add(other), 12);
  assert.equal(await counter.bump_later(1), 14);
  assert.equal(await counter.peek_later(), 14);
  assert.equal(other.finish(), 7);
  counter.free();
});

test("what is not exported is not there", () => {
  const counter = new Counter(1);
  for (const name of ["hidden", "drops", "private", "not_for_javascript", "configured_away"]) {
    assert.equal(counter[name], undefined, name);
  }
  assert.equal(counter.isPoisoned, undefined);
  counter.free();
});

test("a panic names the class and the member", async () => {
  const counter = new Counter(1);
  const names = {
    "new Counter": () => new Counter(0),
    "Counter.bump": () => counter.bump(2000),
    "Counter.doubled": () => { counter.count = 2 ** 31; return counter.doubled; },
  };
  for (const [name, call] of Object.entries(names)) {
    const error = thrown(call);
    assert.ok(error instanceof PanicError, name);
    assert.equal(error.exportName, name);
    assert.match(error.location.file, /classes\.rs$/);
  }
  const setter = thrown(() => { counter.doubled = 3; });
  assert.equal(setter.exportName, "Counter.doubled");
  assert.equal(setter.message, "an odd number");
  counter.count = 600;
  assert.equal((await rejection(counter.bump_later(1000))).exportName, "Counter.bump_later");
  assert.equal(thrown(() => counter.finish()).exportName, "Counter.finish");
  assert.equal(thrown(() => new rust.shop.RenamedClass().fail()).exportName, "RenamedClass.fail");
  assert.equal(new Counter(1).bump(1), 1);
});

test("an Err is thrown as it is", () => {
  assert.equal(thrown(() => Counter.starting_at(101)).message, "too far");
});

test("map_panic of the block holds for its methods", () => {
  assert.equal(thrown(() => new Counter(1).mapped()), "1 is mapped");
});

test("a re-entrant call is refused by class and method, and the object works again", () => {
  const counter = new Counter(1);
  const inside = [];
  counter.callBack(() => {
    inside.push(thrown(() => counter.bump(1)));
    inside.push(thrown(() => counter.peek()));
    inside.push(thrown(() => counter.count));
    inside.push(thrown(() => { counter.count = 1; }));
  });
  const names = ["Counter.bump", "Counter.peek", "Counter.count", "Counter.count"];
  inside.forEach((error, i) => {
    assert.equal(error.constructor, Error);
    assert.ok(error.message.startsWith(`${names[i]}: the object: recursive use`), error.message);
  });
  assert.equal(counter.peek(), 2);
  assert.match(thrown(() => counter.add(counter)).message, /^Counter\.add: parameter `other`: recursive use/);
  assert.equal(counter.bump(1), 3);
});

/** What a script leaves of the twin's instance: `next` is a call of something else. */
const twin = (script) =>
  inProcess(`
    const rust = plain();
    const slot = new rust.Slot(1);
    const attempt = (call) => {
      try { return String(call()); } catch (error) { return error.message ?? String(error); }
    };
    const same = (() => { ${script} })();
    const next = attempt(() => rust.divide(4, 2));
    console.log(JSON.stringify({ same, next }));`);

test("plain wasm-bindgen: a re-entrant read of a field, and a getter's Clone, end the instance", unwindingTwin, () => {
  const read = twin("attempt(() => slot.call_back(() => slot.field)); return null;");
  assert.equal(read.next, "Module terminated");
  const clone = twin("attempt(() => slot.fragile); return null;");
  assert.equal(clone.next, "Module terminated");
});

test("plain wasm-bindgen: a re-entrant call names neither class nor method", () => {
  const { same } = twin(`
    let refused;
    slot.call_back(() => { refused = attempt(() => slot.bump()); });
    return refused;`);
  assert.match(same, /^recursive use of an object/);
});

test("plain wasm-bindgen: an exception in a `&mut self` method wedges the object for ever", () => {
  const { same } = twin(`
    globalThis.callback = () => { throw new Error("mine"); };
    attempt(() => slot.call_global());
    return attempt(() => slot.bump());`);
  assert.match(same, /^recursive use of an object|^Module terminated/);
});

test("plain wasm-bindgen: 1,024 panics with &JsValue in a method end the instance", unwindingTwin, () => {
  const { next } = twin(`
    for (let i = 0; i < 1100; i++) attempt(() => slot.panic_with_value({}));
    return null;`);
  assert.equal(next, "Module terminated");
});

test("a callback that throws leaves the object usable", () => {
  const counter = new Counter(1);
  const mine = new Error("mine");
  assert.equal(thrown(() => counter.callBack(() => { throw mine; })), mine);
  assert.equal(counter.bump(1), 3);
});

test("a number that is no variant of an enum is no lost object", () => {
  const { message } = thrown(() => rust.raise_level(9));
  assert.equal(message, "raise_level: parameter `level`: invalid enum value passed");
});

test("a consuming call that is refused says that the object is lost", () => {
  const counter = new Counter(1);
  let refused;
  counter.callBack(() => { refused = thrown(() => counter.finish()); });
  assert.match(refused.message, /^Counter\.finish: the object: .*JavaScript has lost it$/);
  assert.throws(() => counter.peek());
  assert.equal(new Counter(3).bump(1), 3);
});

test("a panicking method leaves the object usable, and async methods take their turns", async () => {
  const counter = new Counter(1);
  assert.equal(thrown(() => counter.bump(5000)).message, "counted too far");
  assert.equal(counter.peek(), 1000);
  counter.count = 0;
  const first = counter.bump_later(1);
  const refused = await rejection(counter.bump_later(1));
  assert.match(refused.message, /^Counter\.bump_later: the object: /);
  assert.equal(await first, 1);
  assert.equal(await counter.bump_later(1), 2);
  const shared = await Promise.all([counter.peek_later(), counter.peek_later()]);
  assert.deepEqual(shared, [2, 2]);
});

test("a getter whose Clone panics is a PanicError, and the instance lives", () => {
  const object = new rust.Uncloneable();
  const error = thrown(() => object.field);
  assert.ok(error instanceof PanicError);
  assert.equal(error.exportName, "Uncloneable.field");
  assert.equal(object.alive(), true);
});

test("a panic in Drop through free() is a PanicError, and the instance lives", () => {
  const counter = new Counter(1);
  counter.panic_in_drop();
  const error = thrown(() => counter.free());
  assert.ok(error instanceof PanicError);
  assert.equal(error.exportName, "Counter.free");
  assert.equal(new Counter(2).bump(1), 2);
});

test("a panic in Drop is a PanicError also if a call was the last to hold the object", unwinds("instance"), () => {
  const counter = new Counter(1);
  counter.panic_in_drop();
  let refused;
  const error = thrown(() => counter.callBack(() => { refused = thrown(() => counter.free()); }));
  assert.match(refused.message, /^Counter\.free: the object: /);
  assert.ok(error instanceof PanicError);
  assert.equal(error.message, "panicked in drop");
  assert.equal(new Counter(2).bump(1), 2);
});

test("free gives the memory back, and a freed object is refused", () => {
  const counter = new Counter(1);
  counter.free();
  assert.throws(() => counter.peek(), Error);
  assert.equal(counter.free(), undefined, "a second time it is harmless");
  if (Symbol.dispose) {
    const other = new Counter(1);
    other[Symbol.dispose]();
    assert.throws(() => other.peek(), Error);
    assert.equal(Counter.prototype[Symbol.dispose], Counter.prototype.free);
  }
  assert.deepEqual(Reflect.ownKeys(Counter.prototype).filter((key) => String(key).includes("free")), ["free"]);
  assert.equal(new Counter(2).bump(1), 2);
});

test("a fieldless enum goes both ways", () => {
  assert.equal(rust.raise_level(rust.Level.Low), rust.Level.High);
  assert.equal(thrown(() => rust.raise_level(rust.Level.High)).message, "at the top");
});
