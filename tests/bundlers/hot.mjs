// A page whose module is edited while it is open.

import { is, rejection, same, thrown, within } from "./expect.mjs";

/**
 * @param {any} rust as the page has loaded it
 * @param {(taken: (rust: any) => void) => void} onEdit
 * @returns {Record<string, () => unknown>}
 */
export function editing(rust, onEdit) {
  /** @returns {Promise<any>} the module that takes over */
  const edit = async () => {
    const taken = new Promise(onEdit);
    await fetch("/edit", { method: "POST" });
    return within(taken);
  };
  /** @type {any} */
  let next;
  return {
    "what is in flight rejects, and is not to be tried again": async () => {
      const open = Array.from({ length: 20 }, () => rejection(rust.double(new Promise(() => {}), false)));
      const account = new rust.Account(5);
      next = await edit();
      for (const { name, retryable } of await Promise.all(open)) {
        same([name, retryable], ["InstanceAbortedError", false]);
      }
      for (const call of [() => rust.divide(6, 2), () => account.pay(1), () => rust.shout("text")]) {
        is(next.errorKind(thrown(call)), "abort");
      }
    },
    "the new module works, and recovers": async () => {
      is(next.shout("text"), "TEXT");
      is(new next.Account(5).pay(1), 4);
      is(await within(next.double(Promise.resolve(21), false)), 42);
      const open = rejection(next.double(new Promise(() => {}), false));
      is(next.errorKind(thrown(() => next.trap())), "abort");
      is((await open).retryable, true);
      is(next.divide(6, 2), 3);
    },
    "listeners stay": async () => {
      const heard = /** @type {string[]} */ ([]);
      next.onPanic((/** @type {Error} */ { message }) => heard.push(message));
      const last = await edit();
      thrown(() => last.divide(1, 0));
      same(heard, ["1 divided by zero"]);
      const { instanceId, restarts, inFlight, isDown } = last.instanceStats();
      same([instanceId, restarts, inFlight, isDown], [4, 0, 0, false]);
    },
  };
}
