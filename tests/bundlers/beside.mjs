// A page with the modules of two crates, of which the second stays down once it has ended.

import { is, rejection, same, sleep, thrown, within } from "./expect.mjs";

/**
 * @param {any} rust
 * @param {any} other
 * @returns {Record<string, () => unknown>}
 */
export function beside(rust, other) {
  const errors = /** @type {ErrorEvent[]} */ ([]);
  addEventListener("error", (event) => errors.push(event));
  const uncaught = () => errors.filter(({ defaultPrevented }) => !defaultPrevented).map(({ message }) => message);
  const statsOf = (/** @type {any} */ module) => {
    const { panics, aborts, restarts, isDown } = module.instanceStats();
    return [panics, aborts, restarts, isDown];
  };
  const count = other.counter(100);
  const add = other.adder(1);
  return {
    "each has panics, listeners and classes of its own": () => {
      const heard = /** @type {string[]} */ ([]);
      rust.onPanic((/** @type {Error} */ { message }) => heard.push(message));
      other.onPanic(() => heard.push("the other's"));
      const error = thrown(() => rust.divide(7, 0));
      same([error instanceof rust.PanicError, error instanceof other.PanicError], [true, false]);
      same(heard, ["7 divided by zero"]);
      same([statsOf(rust), statsOf(other)], [[1, 0, 0, false], [0, 0, 0, false]]);
    },
    "a trap in one rejects what that has in flight, and no more": async () => {
      const [open, others] = [rejection(rust.double(new Promise(() => {}), false)), other.trap(sleep(20))];
      const trap = thrown(() => rust.trap());
      is((await open).cause, trap);
      same([other.divide(6, 2), count(), add(1)], [3, 1, 2]);
      same([statsOf(rust), statsOf(other)], [[1, 1, 1, false], [0, 0, 0, false]]);
      is(rust.errorKind(await rejection(others)), "abort");
    },
    "the other ends for good, the first goes on": async () => {
      same([statsOf(rust), statsOf(other)], [[1, 1, 1, false], [0, 1, 0, true]]);
      is(other.errorKind(thrown(() => other.divide(6, 2))), "abort");
      is(await within(rust.double(Promise.resolve(21), false)), 42);
    },
    "closures of what has ended disturb nobody, though a minifier has taken their names": async () => {
      for (const late of [count, add]) setTimeout(late, 1, 1);
      await sleep(20);
      is(errors.length, 2);
      same(uncaught(), []);
    },
    "calls of it are told of": async () => {
      setTimeout(other.divide, 1, 6, 2);
      await sleep(20);
      same(uncaught(), ["Uncaught Error: Module terminated"]);
    },
  };
}
