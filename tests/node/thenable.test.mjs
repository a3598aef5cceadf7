// What can be awaited in JavaScript can be awaited in Rust.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { createContext, runInContext } from "node:vm";

import { fixture, rejection } from "./load.mjs";

const rust = fixture();
const realm = createContext();
const mine = new Error("mine");
const fail = () => {
  throw mine;
};

class Derived extends Promise {}

/** As p-lazy has it: what it is as a promise says nothing. */
class Lazy extends Promise {
  then(fulfil, reject) {
    return Promise.resolve(2).then(fulfil, reject);
  }
}

const withThen = (then) => ({ then });
const revoked = () => {
  const { proxy, revoke } = Proxy.revocable(Promise.resolve(1), {});
  revoke();
  return proxy;
};

/** Each makes what `double` is to await, with what becomes of that. */
const VALUES = {
  "a thenable that fulfils at once": [() => withThen((resolve) => resolve(2)), 4],
  "a thenable that fulfils later": [() => withThen((resolve) => void setTimeout(resolve, 1, 2)), 4],
  "a thenable that gives a thenable": [() => withThen((resolve) => resolve(withThen((f) => f(2)))), 4],
  "a thenable that rejects": [() => withThen((_, reject) => reject(mine)), mine],
  "a thenable that throws": [() => withThen(fail), mine],
  "a thenable that fulfils and throws": [() => withThen((resolve) => (resolve(2), fail())), 4],
  "a thenable that fulfils twice": [() => withThen((resolve) => (resolve(2), resolve(3))), 4],
  "a thenable that fulfils and rejects": [() => withThen((f, reject) => (f(2), reject(mine))), 4],
  "a thenable whose `then` is a getter that throws": [() => ({ get then() { return fail(); } }), mine],
  "a thenable that calls Rust": [() => withThen((resolve) => resolve(rust.double(Promise.resolve(1)))), 4],
  "a thenable function": [() => Object.assign(() => {}, withThen((resolve) => resolve(2))), 4],
  "a promise of a derived class": [() => Derived.resolve(2), 4],
  "a rejected promise of a derived class": [() => Derived.reject(mine), mine],
  "a promise of a class with a `then` of its own": [() => new Lazy((resolve) => resolve(5)), 4],
  "a promise of a class that never settles but by its `then`": [() => new Lazy(() => {}), 4],
  "a promise of another realm": [() => runInContext("Promise.resolve(2)", realm), 4],
  "a promise whose `constructor` is a getter that throws": [
    () => Object.defineProperty(Promise.resolve(2), "constructor", { get: fail }), mine],
  "a frozen promise": [() => Object.freeze(Promise.resolve(2)), 4],
  "a number": [() => 2, 4],
  "a revoked proxy": [revoked, TypeError],
  "an object without `then`": [() => ({}), "not a number"],
};

for (const [name, [make, expected]] of Object.entries(VALUES)) {
  test(`${name} is awaited as JavaScript does`, async () => {
    const promise = rust.double(make());
    if (typeof expected === "number") assert.equal(await promise, expected);
    else {
      const error = await rejection(promise);
      if (expected === TypeError) assert.ok(error instanceof TypeError, error);
      else if (expected === mine) assert.equal(error, mine);
      else assert.equal(error.message, expected);
    }
    assert.equal(await rust.double(Promise.resolve(1)), 2);
    assert.equal(rust.instanceStats().inFlight, 0);
  });
}

test("a proxy of a promise is awaited as the host's promises do", async () => {
  const proxy = () => new Proxy(Promise.resolve(2), {});
  const outcomeOf = async (promise) => (await Promise.allSettled([promise]))[0];
  const own = await outcomeOf(Promise.resolve(proxy()).then((value) => 2 * value));
  const { status, value } = await outcomeOf(rust.double(proxy()));
  assert.deepEqual([status, value], [own.status, own.value]);
});

test("a thenable that never settles leaves its call open, and no other", async () => {
  const open = rust.double(withThen(() => {}));
  assert.equal(await rust.double(Promise.resolve(1)), 2);
  assert.equal(await Promise.race([open, sleep(5, "open")]), "open");
  assert.equal(rust.instanceStats().inFlight, 1);
});
