// What must hold of a module that has been through a bundler, one check after the other on one page.

import { is, matches, rejection, same, sleep, thrown, within } from "./expect.mjs";

/** @typedef {Record<string, () => unknown>} Checks */

/**
 * @param {any} rust the module's exports
 * @returns {Checks}
 */
export function scenario(rust) {
  const events = /** @type {Event[]} */ ([]);
  for (const name of ["error", "unhandledrejection"]) addEventListener(name, (event) => events.push(event));
  return {
    ...calls(rust),
    ...aborts(rust),
    "nothing was left uncaught": async () => {
      await sleep(1);
      const uncaught = events.filter(({ defaultPrevented }) => !defaultPrevented);
      same(uncaught.map((/** @type {any} */ { message, reason }) => message ?? String(reason)), []);
    },
  };
}

/**
 * @param {any} rust
 * @returns {Checks}
 */
function calls(rust) {
  const { Account, InstanceAbortedError, PanicError, PoisonedError } = rust;
  return {
    "calls work": () => {
      is(rust.divide(6, 2), 3);
      is(rust.shout("text"), "TEXT");
      is(new Account(5).pay(2), 3);
    },
    "a promise fulfils": async () => is(await within(rust.double(sleep(1).then(() => 21), false)), 42),
    "a panic is a PanicError that says what, where and in which export": () => {
      const error = thrown(() => rust.divide(7, 0));
      is(error instanceof PanicError, true);
      is(rust.errorKind(error), "panic");
      is(error.message, "7 divided by zero");
      is(error.exportName, "divide");
      matches(error.location.file, /bundled\/src\/lib\.rs$/);
      same(Object.keys(error.toJSON()).slice(0, 3), ["name", "kind", "message"]);
      is(error.name, "PanicError");
      is(rust.divide(6, 2), 3);
    },
    "its stack begins with the function that panicked": () => {
      const [title, first, second] = thrown(() => rust.divide(7, 0)).stack.split("\n");
      is(title, "PanicError: 7 divided by zero");
      matches(first, /bundled::quotient/);
      matches(second, /\bdivide\b/);
    },
    "its stack has no line that fills a screen": () => {
      const lines = thrown(() => rust.divide(7, 0)).stack.split("\n");
      same(lines.filter((/** @type {string} */ line) => line.length > 300), []);
    },
    "a panic after an await rejects, and others go on": async () => {
      const other = rust.double(sleep(5).then(() => 2), false);
      const error = await rejection(rust.double(sleep(1), true));
      is(error instanceof PanicError, true);
      is(error.message, "after an await");
      is(await within(other), 4);
      const [, first, ...others] = error.stack.split("\n");
      matches(first, /bundled::double/);
      same(others, []);
    },
    "what a promise rejects with comes back as it is": async () => {
      const reason = new TypeError("mine");
      is(await rejection(rust.double(Promise.reject(reason), false)), reason);
    },
    "the panic of a task is told to who waits for it": async () => {
      is(await within(rust.join_failing_task()), true);
    },
    "a closure panics, and can be called again": () => {
      const count = rust.counter();
      is(count(false), 1);
      const error = thrown(() => count(true));
      is(error instanceof PanicError, true);
      is(error.message, "in a closure");
      is(count(false), 2);
      const [, first, second] = error.stack.split("\n");
      matches(first, /bundled::counter/);
      is(/closure|real/.test(second), false);
    },
    "what JavaScript throws through Rust comes out as it is": () => {
      const error = new RangeError("mine");
      Object.assign(globalThis, { callBack: () => { throw error; } });
      is(thrown(() => rust.calling()), error);
    },
    "a panic poisons its object, and no other": () => {
      const account = new Account(1);
      const cause = thrown(() => account.pay(2));
      const error = thrown(() => account.pay(0));
      is(error instanceof PoisonedError, true);
      is(error.className, "Account");
      is(error.cause, cause);
      is(new Account(1).pay(1), 0);
    },
    "an object that was freed is refused": () => {
      const account = new Account(1);
      account.free();
      matches(thrown(() => account.pay(1)).message, /null pointer|Account\.pay/);
    },
    "listeners hear of a panic, until they are taken away": () => {
      const heard = /** @type {unknown[]} */ ([]);
      const stop = rust.onPanic((/** @type {Error} */ error) => heard.push(error.message));
      thrown(() => rust.divide(1, 0));
      stop();
      thrown(() => rust.divide(2, 0));
      same(heard, ["1 divided by zero"]);
    },
    "none of that has ended the instance": () => {
      const { instanceId, aborts, restarts, inFlight, isDown } = rust.instanceStats();
      same([instanceId, aborts, restarts, inFlight, isDown], [1, 0, 0, 0, false]);
      is(thrown(() => rust.divide(1, 0)) instanceof InstanceAbortedError, false);
    },
  };
}

/**
 * @param {any} rust
 * @returns {Checks}
 */
function aborts(rust) {
  const { Account, InstanceAbortedError } = rust;
  return {
    "a trap rejects what is in flight, which may be tried again": async () => {
      const open = rejection(rust.double(new Promise(() => {}), false));
      const trap = thrown(() => rust.trap());
      is(trap instanceof WebAssembly.RuntimeError, true);
      is(rust.errorKind(trap), "abort");
      const error = await open;
      is(error instanceof InstanceAbortedError, true);
      is(error.cause, trap);
      is(error.retryable, true);
      is(await within(rust.double(Promise.resolve(21), false)), 42);
    },
    "all calls work in the next instance": () => {
      is(rust.shout("text"), "TEXT");
      is(rust.divide(6, 2), 3);
      is(new Account(5).pay(2), 3);
      is(thrown(() => rust.divide(7, 0)).instanceId, 2);
    },
    "its statics are as at the start": async () => {
      rust.count();
      is(rust.count(), 2);
      thrown(() => rust.trap());
      await sleep(1);
      is(rust.count(), 1);
    },
    "listeners hear once of each abort, and of each restart": async () => {
      const heard = /** @type {unknown[]} */ ([]);
      const stops = [
        rust.onAbort((/** @type {any} */ { retryable }) => heard.push(retryable)),
        rust.onRestart((/** @type {any} */ { instanceId }) => heard.push(instanceId)),
      ];
      thrown(() => rust.trap());
      is(rust.errorKind(thrown(() => rust.divide(6, 2))), "abort");
      await sleep(1);
      for (const stop of stops) stop();
      same(heard, [true, 4]);
    },
    "objects and closures of an earlier instance are stale": async () => {
      const account = new Account(5);
      const count = rust.counter();
      thrown(() => rust.trap());
      await sleep(1);
      is(rust.errorKind(thrown(() => account.pay(1))), "stale");
      is(rust.errorKind(thrown(() => count(false))), "stale");
      is(new Account(5).pay(1), 4);
    },
    "a trap after an await": async () => {
      const open = rejection(rust.double(new Promise(() => {}), false));
      is(rust.errorKind(await rejection(rust.trap_later(sleep(1)))), "abort");
      is((await open).retryable, true);
      is(rust.divide(6, 2), 3);
    },
    "a full stack": async () => {
      const open = rejection(rust.double(new Promise(() => {}), false));
      is(rust.errorKind(thrown(() => rust.overflow())), "abort");
      is((await open).retryable, true);
      is(rust.shout("text"), "TEXT");
    },
    "callbacks that come late disturb nobody": async () => {
      setTimeout(rust.counter(), 2, false);
      thrown(() => rust.trap());
      await sleep(10);
      is(rust.divide(6, 2), 3);
    },
    "what is counted is what was": () => {
      const { instanceId, aborts, restarts, inFlight, isDown } = rust.instanceStats();
      same([instanceId, aborts, restarts, inFlight, isDown], [8, 7, 7, 0, false]);
    },
  };
}
