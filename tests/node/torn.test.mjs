// JavaScript exceptions that pass through Rust by imports that are not ours.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { inProcess, plain, recovering, rejection, thrown } from "./load.mjs";
import { isAbort, unwindingTwin } from "./strategy.mjs";

/** Elsewhere a JavaScript exception retires the instance in any case. */
const toldApart = { skip: isAbort && "where panics abort" };

const rust = recovering();
const { InstanceAbortedError, errorKind } = rust;

const fail = (value) => () => {
  throw value;
};

/** A module whose panics are wasm-bindgen's own. */
const other = plain();

class PanicError extends Error {}
Object.defineProperty(PanicError.prototype, "name", { value: "PanicError" });

const THROWN = [new Error("mine"), new TypeError("mine"), { an: "object" }, 5, "text", null];

const WAYS = {
  "a function": (value) => thrown(() => rust.through_plain(fail(value))),
  "a task": (value) => rejection(rust.through_plain_later(fail(value))),
  "a method": (value) => thrown(() => new rust.Visitor().visit(fail(value))),
  "an import in between": (value) => thrown(() => rust.through_import(() => rust.through_plain(fail(value)))),
  "a plain import in between": (value) => thrown(() => rust.through_plain(() => rust.through_import(fail(value)))),
  "a panic of an inner call, by a plain import": () => thrown(() => rust.through_plain(() => rust.panics())),
  "throw_str": () => thrown(() => rust.throw_text()),
  "a panic of another module, by a plain import": () => thrown(() => rust.through_plain(() => other.divide(1, 0))),
  "a class of others by the name of wasm-bindgen's": () => thrown(() => rust.through_plain(fail(new PanicError("mine")))),
};

for (const [way, cause] of Object.entries(WAYS)) {
  test(`an exception out of ${way} retires the instance`, toldApart, async () => {
    for (const value of THROWN) {
      const before = rust.instanceStats();
      const told = [];
      const stop = [rust.onAbort((error) => told.push(error)), rust.onRestart((restart) => told.push(restart))];
      const waiting = rejection(rust.double(new Promise(() => {})));
      const got = await cause(value);
      if (cause.length) assert.equal(got, value, "the caller gets the identical value");
      const error = await waiting;
      assert.ok(error instanceof InstanceAbortedError);
      assert.equal(error.cause, got);
      await sleep(0);
      assert.equal(rust.is_free(), true);
      assert.equal(rust.add(1, 2), 3);
      assert.equal(await rust.double(Promise.resolve(2)), 4);
      const after = rust.instanceStats();
      assert.deepEqual([after.aborts, after.restarts], [before.aborts + 1, before.restarts + 1]);
      assert.ok(after.exceptions > before.exceptions);
      assert.equal(told.length, 2);
      for (const each of stop) each();
    }
  });
}

test("outer calls get their results before the instance is retired", toldApart, async () => {
  const mine = new Error("mine");
  let inner;
  const result = rust.nested(() => {
    inner = thrown(() => rust.through_plain(fail(mine)));
    return rust.add(1, 2);
  });
  assert.equal(inner, mine);
  assert.equal(result, 3);
  await sleep(0);
  assert.equal(rust.is_free(), true);
});

test("an object that is torn is gone with its instance", toldApart, async () => {
  const visitor = new rust.Visitor();
  thrown(() => visitor.visit(fail(new Error("mine"))));
  await sleep(0);
  assert.equal(errorKind(thrown(() => visitor.visit(() => {}))), "stale");
  assert.equal(new rust.Visitor().visit(() => {}), 1);
});

test("a lock and a count that are torn are gone with it", toldApart, async () => {
  for (const call of [rust.through_plain, rust.share_plain]) thrown(() => call(fail(new Error("mine"))));
  await sleep(0);
  assert.deepEqual([rust.is_free(), rust.references()], [true, 1]);
});

test("in plain wasm-bindgen all of them stay as they are", unwindingTwin, async () => {
  const twin = plain();
  const slot = new twin.Slot(1);
  const mine = new Error("mine");
  for (const call of [twin.hold, twin.share]) assert.equal(thrown(() => call(fail(mine))), mine);
  globalThis.callback = fail(mine);
  assert.equal(thrown(() => slot.call_global()), mine);
  await sleep(0);
  assert.deepEqual([twin.is_free(), twin.references()], [false, 2]);
  assert.match(thrown(() => slot.bump()).message, /recursive use/);
});

/** What tears nothing, as the first errors ever, and after others. */
const HARMLESS = `
  const other = (await import("node:module")).createRequire(process.env.PLAIN_NODEJS + "/")("./plain.js");
  const stats = [];
  const kinds = {
    object: () => thrown(() => rust.give_error({})),
    number: () => thrown(() => rust.give_error(5)),
    panic: () => thrown(() => rust.panics()),
    plain: () => thrown(() => rust.plain_panic()),
    import: () => thrown(() => rust.through_import(() => { throw new Error("mine"); })),
    caught: () => thrown(() => rust.nested(() => { throw new Error("mine"); })),
    nested: () => rust.nested(() => { thrown(() => rust.panics()); thrown(() => rust.give_error(5)); }),
    "panic through ours": () => thrown(() => rust.through_import(() => rust.panics())),
    task: () => rejection(rust.double(Promise.reject(new Error("mine")))),
    "other module": () => thrown(() => other.divide(1, 0)),
    recursive: () => {
      const call = rust.reentrant();
      call(() => thrown(() => call(() => {})));
    },
    dropped: () => thrown(rust.dropped()),
    "no result of an import": () => {
      globalThis.givesRecords = () => [1];
      thrown(() => rust.given_intact());
    },
    "no argument of a closure": () => thrown(() => rust.intact_for_callback()([1])),
    "user's own": () => new WebAssembly.Exception(new WebAssembly.Tag({ parameters: [] }), []) instanceof WebAssembly.Exception,
  };`;

test("errors that tear nothing are not taken for such, whichever comes first", toldApart, () => {
  const names = ["object", "number", "panic", "plain", "import", "caught", "nested", "panic through ours", "task", "other module", "recursive", "dropped", "no result of an import", "no argument of a closure", "user's own"];
  for (const [i] of names.entries()) {
    const order = [...names.slice(i), ...names.slice(0, i), ...names];
    const seen = inProcess(`
      const rust = recovering();
      ${HARMLESS}
      for (const name of ${JSON.stringify(order)}) await kinds[name]();
      await new Promise((done) => setTimeout(done, 5));
      const { exceptions, aborts, instanceId } = rust.instanceStats();
      console.log(JSON.stringify([exceptions, aborts, instanceId, rust.add(1, 2)]));`);
    assert.deepEqual(seen, [0, 0, 1, 3], `first: ${names[i]}`);
  }
});

test("an error that cannot be looked at is an exception as any other", toldApart, async () => {
  const fail = () => {
    throw Object.defineProperty(new Error("mine"), "constructor", { get: fail });
  };
  const { exceptions } = rust.instanceStats();
  assert.equal(thrown(() => rust.through_plain(fail)).message, "mine");
  await sleep(0);
  assert.equal(rust.instanceStats().exceptions, exceptions + 1);
  assert.equal(rust.is_free(), true);
});

test("a revoked proxy out of a detached task leaves the tasks behind it alone", toldApart, () => {
  for (const setting of ["isFinal", "keepsTorn"]) {
    const seen = inProcess(`
      globalThis.${setting} = 1;
      console.warn = () => {};
      let printed = 0;
      console.error = () => (printed += 1);
      const rust = recovering();
      const { proxy, revoke } = Proxy.revocable({}, {});
      revoke();
      let called = 0;
      rust.detach_plain(() => { throw proxy; });
      rust.detach_plain(() => (called += 1));
      await new Promise((done) => setTimeout(done, 5));
      console.log(JSON.stringify([called, printed, rust.instanceStats().inFlight, rust.add(1, 2)]));`);
    assert.deepEqual(seen, [1, 1, 0, 3]);
  }
});

test("without recovery the torn instance goes on: it is counted, and said once", toldApart, () => {
  for (const setting of ["isFinal", "keepsTorn"]) {
    const seen = inProcess(`
      globalThis.${setting} = 1;
      const warned = [];
      console.warn = (text, value) => warned.push([/#\\[import\\]/.test(text), value]);
      const rust = recovering();
      const visitor = new rust.Visitor();
      const got = [1, 2].map((n) => thrown(() => rust.through_plain(() => { throw n; })));
      thrown(() => visitor.visit(() => { throw 3; }));
      await new Promise((done) => setTimeout(done, 5));
      const { exceptions, aborts } = rust.instanceStats();
      console.log(JSON.stringify({ got, warned, exceptions, aborts, isFree: rust.is_free(), next: rust.add(1, 2) }));`);
    const warned = setting === "isFinal" ? [[true, 1]] : [];
    assert.deepEqual(seen, { got: [1, 2], warned, exceptions: 3, aborts: 0, isFree: false, next: 3 });
  }
});

test("what a destructor calls as a panic unwinds, or a mapper, may end the instance, and costs nobody else anything", toldApart, async () => {
  const ends = () => rust.fail("unreachable");
  globalThis.mapper = ends;
  const calls = [
    async () => rust.panic_holding(ends),
    async () => rust.panic_holding(() => thrown(ends)),
    () => rust.panic_holding_later(ends),
    async () => rust.map_by_call(),
  ];
  for (const call of calls) {
    const waiting = rejection(rust.double(new Promise(() => {})));
    assert.ok((await rejection(call())) instanceof WebAssembly.RuntimeError);
    assert.ok((await waiting) instanceof InstanceAbortedError);
    await sleep(0);
    assert.equal(rust.add(1, 2), 3);
  }
});
