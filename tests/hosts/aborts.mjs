// What every host must do when an instance ends: checks of the module that recovers.

import { is, matches, rejection, sleep, thrown, within } from "./expect.mjs";

const FAULTS = ["unreachable", "stack", "shadow stack", "memory", "bounds"];

/**
 * Ends the instance with promises in flight, and checks all that must hold then.
 *
 * @param {any} rust
 * @param {() => unknown} cause gives what its caller gets
 * @param {"abort" | "panic"} kind of what the others are told to be the cause
 */
async function endsWell(rust, cause, kind = "abort") {
  const before = rust.instanceStats();
  const open = Array.from({ length: 20 }, () => rejection(rust.double(new Promise(() => {}))));
  const got = await cause();
  is(rust.errorKind(got), "abort", String(got));
  for (const error of await within(Promise.all(open))) {
    is(error instanceof rust.InstanceAbortedError, true);
    is(error.retryable, true);
    if (error.cause !== got) is(rust.errorKind(error.cause), kind, String(error.cause));
  }
  is(rust.shout("text"), "TEXT");
  is(new rust.Record(5).is_intact(5), true);
  is(await within(rust.double(Promise.resolve(2))), 4);
  const after = rust.instanceStats();
  is(after.aborts, before.aborts + 1);
  is(after.restarts, before.restarts + 1);
  is(after.instanceId, before.instanceId + 1);
  is(after.inFlight, 0);
  is(after.isDown, false);
}

/** @type {Record<string, (rust: any) => unknown>} */
export const ABORTS = {
  "between an abort and the restart, calls fail with the kind abort": async (rust) => {
    thrown(() => rust.fail("unreachable"));
    is(rust.errorKind(thrown(() => rust.add(1, 2))), "abort");
    await sleep(1);
    is(rust.add(1, 2), 3);
  },
  ...Object.fromEntries(FAULTS.map((fault) => [
    `${fault}: what is in flight rejects, and the next instance is right`,
    (/** @type {any} */ rust) => endsWell(rust, () => thrown(() => rust.fail(fault))),
  ])),
  "after an await": (rust) =>
    endsWell(rust, () => rejection(rust.fail_async("unreachable", true))),
  "from a timer": (rust) =>
    endsWell(rust, async () => {
      await sleep(1);
      return thrown(() => rust.fail("stack"));
    }),
  "below another call": (rust) =>
    endsWell(rust, () => {
      let inner;
      thrown(() => rust.nested(() => {
        inner = thrown(() => rust.fail("unreachable"));
        throw inner;
      }));
      return inner;
    }),
  "by policy, and by an aborting closure": async (rust) => {
    await endsWell(rust, () => thrown(() => rust.fail_by_policy()), "panic");
    const closure = rust.aborting_closure();
    await endsWell(rust, () => thrown(() => closure(true)), "panic");
  },
  "objects and closures of the old instance are stale": async (rust) => {
    const record = new rust.Record(1);
    const count = rust.counter(1);
    thrown(() => rust.fail("unreachable"));
    await sleep(1);
    is(rust.errorKind(thrown(() => record.is_intact(1))), "stale");
    is(rust.errorKind(thrown(() => rust.is_same(record, new rust.Record(1)))), "stale");
    is(rust.errorKind(thrown(() => count())), "stale");
    is(rust.add(1, 2), 3);
  },
  "what was kept outlives the instance": async (rust) => {
    rust.keep("data", { list: [1, 2] });
    thrown(() => rust.fail("unreachable"));
    await sleep(1);
    is(rust.kept("data").list[1], 2);
    is(rust.kept("other"), undefined);
    is(rust.restarted(), rust.instanceStats().restarts);
  },
  "listeners hear of the abort and of the restart": async (rust) => {
    const heard = /** @type {unknown[]} */ ([]);
    const stops = [
      rust.onAbort((/** @type {Error} */ error) => heard.push(error.name)),
      rust.onRestart((/** @type {any} */ restart) => heard.push(restart.instanceId)),
    ];
    thrown(() => rust.fail("unreachable"));
    await sleep(1);
    stops.forEach((stop) => stop());
    is(heard.join(), `InstanceAbortedError,${rust.instanceStats().instanceId}`);
  },
  "other people's futures of the old instance disturb nobody": async (rust) => {
    let settle = () => {};
    rust.third_party(new Promise((resolve) => { settle = () => resolve(1); }));
    thrown(() => rust.fail("unreachable"));
    await sleep(1);
    settle();
    await sleep(20);
    is(rust.add(1, 2), 3);
  },
  "the trap is the cause, and the one that the caller got": async (rust) => {
    const open = rejection(rust.double(new Promise(() => {})));
    const trap = thrown(() => rust.fail("unreachable"));
    is(trap instanceof WebAssembly.RuntimeError, true);
    is((await open).cause, trap);
    matches((await open).message, /next one takes over/);
  },
};
