import assert from "node:assert/strict";
import { test } from "node:test";

import { fixture, rejection, thrown } from "./load.mjs";
import { unwinds } from "./strategy.mjs";

const rust = fixture();
const { Session, PoisonedError, errorKind } = rust;

test("an object with fields that are not unwind safe behaves, with a poison field", () => {
  const session = new Session();
  session.write("line", false);
  assert.equal(session.lines(), 2);
  assert.equal(session.isPoisoned, false);
  assert.equal(session.title, "untitled");
  assert.equal(session.close(), 2);
});

test("a panic through &mut self poisons: every call on it or with it is refused", async () => {
  const session = new Session();
  const panic = thrown(() => session.write("line", true));
  assert.ok(panic instanceof rust.PanicError);
  assert.equal(session.isPoisoned, true);
  const refused = [
    thrown(() => session.lines()),
    thrown(() => session.write("line", false)),
    thrown(() => session.title),
    thrown(() => { session.title = "new"; }),
    thrown(() => rust.lines_of(session)),
    thrown(() => rust.fail_with_session(session)),
    await rejection(session.write_later(false)),
  ];
  for (const error of refused) {
    assert.ok(error instanceof PoisonedError, String(error));
    assert.equal(error.name, "PoisonedError");
    assert.equal(error.kind, "poisoned");
    assert.equal(errorKind(error), "poisoned");
    assert.equal(error.className, "Session");
    assert.equal(error.cause, panic);
  }
  assert.match(refused[0].message, /^Session\.lines: .*Session half-changed$/);
  assert.match(refused[4].message, /^lines_of: /);
  assert.equal(new Session().lines(), 0, "other objects work");
  session.free();
});

test("a call that another argument is refused for poisons nothing", () => {
  const session = new Session();
  const poisoned = new Session();
  thrown(() => poisoned.write("line", true));
  const refused = thrown(() => session.append(poisoned));
  assert.ok(refused instanceof PoisonedError);
  assert.match(refused.message, /^Session\.append: /);
  assert.equal(session.isPoisoned, false);
  assert.equal(session.append(new Session()), 0);
});

test("a poisoned object is refused in whatever it comes", () => {
  const fresh = () => {
    const tally = new rust.Tally();
    tally.add(false);
    return tally;
  };
  const poisoned = () => {
    const tally = fresh();
    thrown(() => tally.add(true));
    return tally;
  };
  const holder = new rust.Holder();
  const given = (way, tally) => {
    Object.assign(globalThis, { givesTally: () => tally, givesTallies: () => [fresh(), tally], maybeGivesTally: () => tally });
    return rust.count_given(way);
  };
  const uses = {
    count_tallies: (tally) => rust.count_tallies([fresh(), tally]),
    count_boxed: (tally) => rust.count_boxed([tally]),
    count_maybe: (tally) => rust.count_maybe(tally),
    "Holder.tally": (tally) => { holder.tally = tally; },
    "Holder.more": (tally) => { holder.more = [fresh(), tally]; },
    gives_tally: (tally) => given(0, tally),
    gives_tallies: (tally) => given(1, tally),
    maybe_gives_tally: (tally) => given(2, tally),
    count_vouched: (tally) => rust.count_vouched(tally),
    count_vouched_if_any: (tally) => rust.count_vouched_if_any([tally]),
    count_nullable: (tally) => rust.count_nullable(tally),
    count_of_union: (tally) => rust.count_of_union(tally),
    count_of_optional_union: (tally) => rust.count_of_optional_union(tally),
  };
  for (const [name, use] of Object.entries(uses)) {
    const error = thrown(() => use(poisoned()));
    assert.ok(error instanceof PoisonedError, `${name}: ${error}`);
    assert.equal(error.className, "Tally");
    assert.ok(error.message.startsWith(`${name}: `), error.message);
    assert.equal(error.cause.message, "half-way");
    use(fresh());
  }
  assert.equal(rust.count_maybe(undefined), 0);
  assert.equal(rust.count_boxed(undefined), 0);
  assert.equal(holder.count(), 3);
});

test("a poisoned object is refused in whatever closure it comes to", () => {
  const tally = (fail) => {
    const made = new rust.Tally();
    if (fail) thrown(() => made.add(true));
    else made.add(false);
    return made;
  };
  const alone = (made) => [made];
  const given = [alone, (made) => [[made]], alone, alone, alone, alone, alone, (made) => [1, made]];
  const closures = given.map((wrap, way) => (made) => rust.count_in_closure(way)(...wrap(made)));
  const lending = (byValue) => (made) => {
    globalThis.lendsTally = (f) => f(made);
    return rust.count_in_lent_closure(byValue);
  };
  closures.push((made) => rust.counting_closure()(made), lending(true), lending(false));
  for (const [way, call] of closures.entries()) {
    const error = thrown(() => call(tally(true)));
    assert.ok(error instanceof PoisonedError, `closure ${way}: ${error}`);
    assert.match(error.message, /^closure at .*poisoned_in_closures\.rs:\d+: /);
    assert.equal(call(tally(false)), 1);
  }
});

test("after clear it works, and the next panic is the new cause", () => {
  const session = new Session();
  thrown(() => session.write("line", true));
  assert.equal(session.is_poisoned_in_rust(), true);
  session.clear();
  assert.equal(session.isPoisoned, false);
  assert.equal(session.lines(), 0);
  const second = thrown(() => rust.fail_with_session(session));
  assert.equal(second.exportName, "fail_with_session");
  assert.equal(thrown(() => session.lines()).cause, second);
});

test("a panic through &self poisons where fields can change behind a reference", () => {
  const session = new Session();
  assert.equal(session.read(false), 1);
  thrown(() => session.read(true));
  assert.equal(session.isPoisoned, true);

  const plain = new rust.Plain();
  thrown(() => plain.look());
  assert.equal(plain.isPoisoned, false);
  thrown(() => plain.change());
  assert.equal(plain.isPoisoned, true);
  assert.ok(thrown(() => plain.value) instanceof PoisonedError);
  assert.ok(thrown(() => plain.look()) instanceof PoisonedError);
});

test("a panic in a closure poisons what it was given a reference to", () => {
  const lent = (fail) => (session) => {
    globalThis.lendsSession = (f) => f(session);
    return rust.read_in_lent_closure(fail);
  };
  const made = [0, 1].map((way) => (fail) => (session) => rust.read_in_closure(way, fail)(session));
  for (const closure of [...made, lent]) {
    const session = new rust.Session();
    assert.equal(closure(false)(session), 1);
    assert.equal(session.isPoisoned, false);
    assert.equal(thrown(() => closure(true)(session)).message, "while reading");
    const error = thrown(() => session.read(false));
    assert.ok(error instanceof PoisonedError, String(error));
    assert.equal(error.cause.message, "while reading");
  }
});

test("an async method that panics after an await poisons", async () => {
  const session = new Session();
  assert.equal(await session.write_later(false), 1);
  const panic = await rejection(session.write_later(true));
  assert.equal(panic.message, "after an await");
  assert.equal(thrown(() => session.lines()).cause, panic);
});

test("two async calls on one object: the second is refused, and nothing is poisoned by that", async () => {
  const session = new Session();
  const first = session.write_later(true);
  const second = await rejection(session.write_later(false));
  assert.match(second.message, /^Session\.write_later: the object: recursive use/);
  const panic = await rejection(first);
  assert.equal(thrown(() => session.lines()).cause, panic);
  session.clear();
  assert.equal(session.lines(), 0);
});

test("a poisoned object cannot be consumed, but freed", () => {
  const [first, second, third] = [new Session(), new Session(), new Session()];
  for (const session of [first, second, third]) thrown(() => session.write("", true));
  assert.ok(thrown(() => first.close()) instanceof PoisonedError);
  assert.ok(thrown(() => rust.lines_of_taken(second)) instanceof PoisonedError);
  third.free();
});

test("a struct that is vouched for is never poisoned", () => {
  const asserted = new rust.Asserted();
  assert.equal(asserted.add(false), 1);
  assert.equal(thrown(() => asserted.add(true)).message, "asserted");
  assert.equal(asserted.add(false), 3);
  assert.equal(asserted.isPoisoned, undefined);
});

// Where panics abort, the method's own loan of that is never given back.
test("an object is poisoned with what it inherits from", unwinds("destructors"), () => {
  const uses = {
    "Dog.run": (dog) => dog.run(false),
    "Dog.bark": (dog) => dog.bark(false),
    "Animal.walk": (dog) => dog.walk(false),
    steps_of: (dog) => rust.steps_of(dog),
  };
  for (const fail of [(dog) => dog.run(true), (dog) => dog.bark(true), (dog) => dog.walk(true)]) {
    const dog = new rust.Dog();
    for (const use of Object.values(uses)) use(dog);
    const { message } = thrown(() => fail(dog));
    assert.equal(dog.isPoisoned, true);
    for (const [name, use] of Object.entries(uses)) {
      const error = thrown(() => use(dog));
      assert.ok(error instanceof PoisonedError, `${message}, ${name}: ${error}`);
      assert.equal(error.cause.message, message);
    }
    dog.calm();
    dog.rest();
    for (const use of Object.values(uses)) use(dog);
  }
});
