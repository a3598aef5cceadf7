// Nasty values as listeners, out of listeners, and out of what `map_panic` makes of a panic.

import assert from "node:assert/strict";
import { test } from "node:test";

import { fixture, thrown } from "../node/load.mjs";
import { nasty } from "./nasty.mjs";

const rust = fixture();

// What nobody hears of is printed.
console.error = () => {};

const ADDERS = ["onPanic", "onAbort", "onRestart"];

/** What may be added, but may throw as it is called. */
const isFunction = (value) => typeof value === "function";

for (const [name, make] of Object.entries(nasty(rust))) {
  test(`${name} as a listener, and out of one`, async () => {
    const { aborts, inFlight } = rust.instanceStats();
    for (const adder of ADDERS) {
      const value = make();
      if (!isFunction(value)) assert.ok(thrown(() => rust[adder](value)) instanceof TypeError);
      else rust[adder](value)();
    }
    const values = [make(), make(), make(), make(), make()];
    const listeners = [
      () => values[0],
      () => { throw values[1]; },
      async () => values[2],
      async () => { throw values[3]; },
      ...(isFunction(values[4]) ? [values[4]] : []),
    ];
    for (const listener of listeners) {
      const heard = [];
      const removers = [rust.onPanic(listener), rust.onPanic((error) => heard.push(error))];
      const error = thrown(() => rust.divide(1, 0));
      assert.ok(error instanceof rust.PanicError);
      assert.equal(heard.length, 1);
      assert.equal(heard[0], error);
      for (const remove of removers) remove();
      assert.equal(rust.divide(4, 2), 2);
    }
    await new Promise(setImmediate);
    const stats = rust.instanceStats();
    assert.deepEqual([stats.aborts, stats.inFlight], [aborts, inFlight]);
  });

  test(`${name} out of a mapper, and recovered with`, async () => {
    const { aborts, exceptions } = rust.instanceStats();
    const [value, later, recovered] = [make(), make(), make()];
    assert.ok(Object.is(thrown(() => rust.map_to(value)), value));
    await rust.map_to_later(later).then(
      () => assert.fail("it was fulfilled"),
      (error) => assert.ok(Object.is(error, later)),
    );
    assert.ok(Object.is(rust.recover_to(recovered), recovered));
    const stats = rust.instanceStats();
    assert.deepEqual([stats.aborts, stats.exceptions], [aborts, exceptions]);
    assert.equal(rust.divide(4, 2), 2);
  });
}
