import assert from "node:assert/strict";
import { test } from "node:test";

import { fixture, thrown } from "./load.mjs";

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
