import assert from "node:assert/strict";
import { test } from "node:test";

import { fixture, rejection, thrown } from "./load.mjs";
import { unwinds } from "./strategy.mjs";

const rust = fixture();

test("parameters of every kind", () => {
  assert.equal(rust.sum_bytes(new Uint8Array([1, 2, 3])), 6);
  assert.equal(rust.sum_bytes([]), 0);
  assert.equal(rust.join(["a", "b"]), "a, b");
  assert.equal(rust.join(["a", "b"], "-"), "a-b");
  assert.equal(rust.join([], "-"), "");
  assert.equal(rust.maybe_double(2), 4);
  assert.equal(rust.maybe_double(undefined), undefined);
  assert.equal(rust.maybe_double(null), undefined);
  assert.equal(rust.type_of(Symbol()), "symbol");
  assert.equal(rust.shadow(1), 2);
  assert.equal(rust.type(false, 1), true);
});

test("a slice behind &mut is written back, also when the call panics", () => {
  const numbers = new Int32Array([1, 2]);
  rust.double_all(numbers, false);
  assert.deepEqual([...numbers], [2, 4]);
  assert.equal(thrown(() => rust.double_all(numbers, true)).message, "after doubling");
  assert.deepEqual([...numbers], [4, 8]);
});

test("objects by reference, mutable reference and value", () => {
  const account = new rust.Account(5);
  rust.deposit(account, 2);
  assert.equal(rust.balance(account), 7);
  assert.equal(thrown(() => rust.deposit(account, 2 ** 32 - 1)).message, "overflow");
  assert.equal(rust.balance(account), 7);
  assert.equal(rust.close(account), 7);
});

test("a borrowed object is refused by name, and works again afterwards", () => {
  const account = new rust.Account(1);
  const inside = rust.with_account(account, () => thrown(() => rust.balance(account)));
  assert.equal(inside.constructor, Error);
  assert.match(inside.message, /^balance: parameter `account`: recursive use of an object/);
  assert.equal(rust.balance(account), 2);

  const uncaught = thrown(() => rust.with_account(account, () => rust.deposit(account, 1)));
  assert.match(uncaught.message, /^deposit: parameter `account`: /);
  assert.equal(rust.balance(account), 3);

  const twice = thrown(() => rust.transfer(account, account, 1));
  assert.match(twice.message, /^transfer: parameter `to`: /);
  assert.equal(rust.balance(account), 3);
  account.free();
});

test("a callback that throws leaves the object usable", () => {
  const account = new rust.Account(1);
  const mine = new Error("from the callback");
  assert.equal(thrown(() => rust.with_account(account, () => { throw mine; })), mine);
  assert.equal(rust.balance(account), 2);
  account.free();
});

test("a conversion that panics is a panic of the call", unwinds("instance"), async () => {
  const before = rust.instanceStats().panics;
  const error = thrown(() => rust.half(3));
  assert.ok(error instanceof rust.PanicError);
  assert.equal(error.message, "an odd number");
  assert.equal(error.exportName, "half");
  assert.match(error.location.file, /arguments\.rs$/);
  assert.equal(rust.half(4), 2);

  const later = await rejection(rust.half_later(3));
  assert.ok(later instanceof rust.PanicError);
  assert.equal(later.exportName, "half_later");
  assert.equal(await rust.half_later(4), 2);
  assert.equal(rust.instanceStats().panics, before + 2);
});

test("what a refused call has not taken is dropped, and a panic of that is told", unwinds("instance"), (t) => {
  const print = t.mock.method(console, "error", () => {});
  const account = new rust.Account(1);
  const refused = rust.with_account(account, () => thrown(() => rust.deposit_half(account, 3)));
  assert.match(refused.message, /^deposit_half: parameter `account`: recursive use of an object/);
  assert.equal(print.mock.callCount(), 1);
  const [told] = print.mock.calls[0].arguments;
  assert.ok(told instanceof rust.PanicError);
  assert.equal(told.message, "an odd number");
  rust.deposit_half(account, 4);
  assert.equal(rust.balance(account), 4);
  account.free();
});
