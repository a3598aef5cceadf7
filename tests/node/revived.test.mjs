// `revived`: objects that are constructed again in the next instance.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { inProcess, recovering, rejection, retiring, thrown } from "./load.mjs";

const rust = recovering();
const { Room, errorKind, revived } = rust;
const RevivedRoom = revived(Room);

afterEach(() => {
  delete globalThis.failInRoom;
});

/** Has a fresh instance take over. */
async function restart() {
  thrown(() => rust.fail("unreachable"));
  await sleep(0);
}

/** A storage that counts. */
function storage() {
  let count = 0;
  return () => (count += 1);
}

test("an object is constructed again on its first use, with its first arguments", async () => {
  const room = new RevivedRoom("red", storage());
  assert.deepEqual([...room.visit()], [1, 1]);
  assert.deepEqual([...room.visit()], [2, 2]);
  await restart();
  assert.deepEqual([...room.visit()], [1, 3], "what is in memory starts anew, what is stored does not");
  assert.deepEqual([...room.visit()], [2, 4]);
  await restart();
  await restart();
  assert.deepEqual([...room.visit()], [1, 5]);
});

test("without it the object is stale", async () => {
  const room = new Room("red", storage());
  await restart();
  assert.equal(errorKind(thrown(() => room.visit())), "stale");
});

test("the call that ends the instance fails, and the next one works", async () => {
  const room = new RevivedRoom("red", storage());
  assert.ok(thrown(() => room.visit("unreachable")) instanceof WebAssembly.RuntimeError);
  assert.equal(errorKind(thrown(() => room.visit())), "abort", "as long as there is no next instance");
  await sleep(0);
  assert.deepEqual([...room.visit()], [1, 2]);
});

test("getters and setters, also of fields", async () => {
  const room = new RevivedRoom("green", storage());
  room.topic = "tests";
  assert.equal(room.topic, "tests");
  await restart();
  assert.equal(room.name, "green");
  assert.equal(room.topic, "");
  await restart();
  room.topic = "restarts";
  assert.equal(room.topic, "restarts");
});

test("async methods: those in flight reject, and the next one works", async () => {
  const room = new RevivedRoom("blue", storage());
  assert.equal(await room.visit_later(sleep(1)), 1);
  const stranded = rejection(room.visit_later(sleep(5_000, 1, { ref: false })));
  await restart();
  assert.equal(errorKind(await stranded), "abort");
  assert.equal(await room.visit_later(sleep(1)), 1);
});

test("it is an instance of both classes, and an argument of Rust", async () => {
  const room = new RevivedRoom("red", storage());
  assert.ok(room instanceof Room);
  assert.ok(room instanceof RevivedRoom);
  assert.ok(!(new Room("red", storage()) instanceof RevivedRoom));
  assert.equal(RevivedRoom.name, "Room");
  assert.equal(rust.name_of(room), "red");
  await restart();
  assert.equal(rust.name_of(room), "red", "by reference");
  room.visit();
  await restart();
  const other = new RevivedRoom("blue", storage());
  other.visit();
  assert.equal(rust.close_all([room, other]), 1, "in a list");
  assert.match(thrown(() => room.visit()).message, /freed|given away/);
});

test("static members are the class's own", () => {
  assert.equal(RevivedRoom.lobby(storage()).name, "lobby");
});

test("what was freed or given away stays so", async () => {
  const [freed, disposed, closed] = ["a", "b", "c"].map((name) => new RevivedRoom(name, storage()));
  freed.free();
  disposed[Symbol.dispose]();
  assert.equal(closed.close(), 0);
  for (const room of [freed, disposed, closed]) {
    assert.match(thrown(() => room.visit()).message, /freed|given away/);
  }
  await restart();
  for (const room of [freed, disposed, closed]) assert.ok(thrown(() => room.visit()) instanceof Error);
  const room = new RevivedRoom("d", storage());
  await restart();
  room.free();
  assert.match(thrown(() => room.visit()).message, /freed|given away/);
});

test("one that is freed once its instance has ended hides no error, and is not constructed again for that", async () => {
  for (const pause of [() => {}, () => sleep(0)]) {
    const room = new RevivedRoom("a", storage());
    globalThis.failInRoom = 1;
    const visiting = async () => {
      try {
        room.visit("unreachable");
      } finally {
        await pause();
        room.free();
      }
    };
    assert.equal((await rejection(visiting())).message, "unreachable");
    await sleep(0);
    assert.match(thrown(() => room.visit()).message, /freed|given away/);
    delete globalThis.failInRoom;
  }
});

test("a class that extends it keeps its own fields", async () => {
  class Named extends RevivedRoom {
    #calls = 0;

    constructor(name) {
      super(name, storage());
      this.title = name.toUpperCase();
    }

    visit() {
      this.#calls += 1;
      return [...super.visit(), this.#calls];
    }
  }
  const room = new Named("red");
  assert.ok(room instanceof Named && room instanceof RevivedRoom && room instanceof Room);
  assert.deepEqual(room.visit(), [1, 1, 1]);
  await restart();
  assert.deepEqual(room.visit(), [1, 2, 2]);
  assert.equal(room.title, "RED");
});

test("a class that it is made of is constructed again as a whole", async () => {
  class Counted extends Room {
    #calls = 0;

    constructor(name) {
      super(name, storage());
    }

    visit() {
      this.#calls += 1;
      return [...super.visit(), this.#calls];
    }

    get calls() {
      return this.#calls;
    }

    self() {
      return this;
    }
  }
  const room = new (revived(Counted))("red");
  room.visit();
  assert.deepEqual(room.visit(), [2, 2, 2]);
  assert.equal(room.calls, 2);
  assert.equal(room.self(), room);
  await restart();
  assert.equal(room.calls, 0);
  assert.deepEqual(room.visit(), [1, 1, 1]);
});

test("a constructor that fails: the use throws that, and the next one tries again", async () => {
  globalThis.failInRoom = 3;
  assert.equal(thrown(() => new RevivedRoom("red", storage())), "the room is closed");
  delete globalThis.failInRoom;
  const room = new RevivedRoom("red", storage());
  room.visit();
  await restart();
  globalThis.failInRoom = 3;
  assert.equal(thrown(() => room.visit()), "the room is closed");
  assert.equal(thrown(() => room.name), "the room is closed");
  delete globalThis.failInRoom;
  assert.deepEqual([...room.visit()], [1, 2]);
});

test("a constructor that leads to a use of the object is refused that: it filled the stack, which ended the instance", async () => {
  const { aborts } = rust.instanceStats();
  let room;
  let caught;
  class Known extends Room {
    constructor(name, look) {
      super(name, storage());
      look();
    }
  }
  const look = () => {
    caught = room && thrown(() => room.visits);
  };
  room = new (revived(Known))("red", look);
  await restart();
  assert.equal(room.name, "red");
  assert.match(caught.message, /this object is being constructed again/);
  assert.equal(room.visits, 0);
  assert.equal(rust.instanceStats().aborts, aborts + 1);
});

test("a constructor that ends the instance: the next use is in the one after it", async () => {
  const room = new RevivedRoom("red", storage());
  await restart();
  globalThis.failInRoom = 2;
  assert.ok(thrown(() => room.visit()) instanceof WebAssembly.RuntimeError);
  delete globalThis.failInRoom;
  await sleep(0);
  assert.deepEqual([...room.visit()], [1, 1]);
});

test("a constructor that panics: the use throws the PanicError, and the next one tries again", async () => {
  const room = new RevivedRoom("red", storage());
  await restart();
  globalThis.failInRoom = 1;
  const error = thrown(() => room.visit());
  assert.ok(error instanceof rust.PanicError);
  assert.equal(error.exportName, "new Room");
  delete globalThis.failInRoom;
  await sleep(0);
  assert.deepEqual([...room.visit()], [1, 1]);
});

test("an object that a panic has poisoned is whole in the next instance", async () => {
  const room = new RevivedRoom("red", storage());
  assert.equal(thrown(() => room.tear()).message, "torn");
  await restart();
  assert.equal(room.isPoisoned, false);
  assert.deepEqual([...room.visit()], [1, 1]);
});

test("a member that is called on something else is the class's own", () => {
  const { visit } = RevivedRoom.prototype;
  assert.equal(Reflect.apply(visit, new Room("red", storage()), []).length, 2);
  assert.ok(thrown(() => Reflect.apply(visit, {}, [])) instanceof Error);
  assert.ok(thrown(() => Reflect.apply(visit, undefined, [])) instanceof TypeError);
});

test("a proxy of one, as frameworks for pages make, is that object, and so is what inherits from it", async () => {
  for (const make of [(room) => new Proxy(room, {}), Object.create]) {
    const made = make(new RevivedRoom("a", storage()));
    for (let visits = 1; visits < 3; visits++) {
      assert.deepEqual([...made.visit()], [1, visits]);
      made.topic = "weather";
      assert.deepEqual([made.topic, rust.name_of(made)], ["weather", "a"]);
      await restart();
    }
    made.free();
    assert.match(thrown(() => made.visit()).message, /freed|given away/);
  }
});

test("what has nothing of Rust is refused, as by the class itself", () => {
  const { prototype } = RevivedRoom;
  for (const nothing of [prototype, Object.create(prototype), {}]) {
    assert.match(thrown(() => prototype.visit.call(nothing)).message, /^Room\.visit: the object: it has been freed/);
  }
  assert.match(thrown(() => prototype.topic).message, /^Room\.topic: the object: it has been freed/);
});

test("only a class can be revived", () => {
  for (const value of [undefined, null, {}, "Room", () => {}]) {
    assert.ok(thrown(() => revived(value)) instanceof TypeError);
  }
});

test("while the module stays down, a use is refused as every call", () => {
  const kinds = inProcess(`
    globalThis.maxRestarts = 0;
    const rust = recovering();
    const room = new (rust.revived(rust.Room))("red", () => 1);
    thrown(() => rust.fail("unreachable"));
    const kinds = [rust.errorKind(thrown(() => room.visit()))];
    await new Promise((resolve) => setTimeout(resolve, 1));
    kinds.push(rust.errorKind(thrown(() => room.visit())), rust.errorKind(thrown(() => room.name)));
    kinds.push(rust.errorKind(thrown(() => new (rust.revived(rust.Room))("blue", () => 1))));
    console.log(JSON.stringify(kinds));`);
  assert.deepEqual(kinds, ["abort", "abort", "abort", "abort"]);
});

test("every module exports it, also where no instance follows", () => {
  const other = retiring();
  const Counter = other.revived(other.Counter);
  const counter = new Counter(1);
  assert.ok(counter instanceof other.Counter);
  assert.equal(counter.bump(1), 1);
});
