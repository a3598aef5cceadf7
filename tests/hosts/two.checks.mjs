// A page with the modules of two crates, one of which is loaded again while the page is open.

// @ts-ignore: it is where the server has it.
import initFirst, * as first from "/pkg/browser.js";
// @ts-ignore: likewise.
import initSecond, * as second from "/recovering/recovering.js";
import { is, rejection, same, sleep, thrown, within } from "./expect.mjs";
import { report } from "./report.mjs";

const DEEP = "(".repeat(1_000_000);

/** @param {any} rust */
function counted({ instanceStats }) {
  const { instanceId, panics, aborts, restarts, inFlight } = instanceStats();
  return [instanceId, panics, aborts, restarts, inFlight];
}

/** @type {Record<string, () => void | Promise<void>>} */
const checks = {
  "both are loaded": async () => {
    await Promise.all([initFirst(), initSecond()]);
    is(first.nesting("(())"), 2);
    is(second.add(1, 2), 3);
  },
  "a panic is told by the module that it is of": () => {
    const told = /** @type {string[]} */ ([]);
    const stops = [first.onPanic(() => told.push("first")), second.onPanic(() => told.push("second"))];
    const error = thrown(() => first.from_markdown("# Title\n\n#### Part"));
    is(error instanceof first.PanicError, true);
    is(error instanceof second.PanicError, false);
    is(second.errorKind(error), "panic");
    same(told, ["first"]);
    same([counted(first)[1], counted(second)[1]], [1, 0]);
    for (const stop of stops) stop();
  },
  "a trap in one rejects nothing of the other, and restarts only its own": async () => {
    const other = second.double(sleep(50).then(() => 21));
    is(first.errorKind(thrown(() => first.nesting(DEEP))), "abort");
    is(second.add(1, 2), 3);
    is(await within(other), 42);
    is(first.nesting("(())"), 2);
    same([counted(first), counted(second)], [[2, 1, 1, 1, 0], [1, 0, 0, 0, 0]]);

    const own = second.double(new Promise(() => {}));
    is(second.errorKind(thrown(() => second.fail("unreachable"))), "abort");
    is(first.nesting("()"), 1);
    is((await rejection(own)).retryable, true);
    is(second.shout("text"), "TEXT");
    same([counted(first), counted(second)], [[2, 1, 1, 1, 0], [2, 0, 1, 1, 0]]);
  },
  "glue that is loaded again takes over, and the other module goes on": async () => {
    const own = second.double(new Promise(() => {}));
    const url = "/recovering/recovering.js?v=2";
    const next = await import(url);
    await next.default();
    const { name, retryable } = await rejection(own);
    same([name, retryable], ["InstanceAbortedError", false]);
    is(next.errorKind(thrown(() => second.add(1, 2))), "abort");
    is(next.add(1, 2), 3);
    is(await within(next.double(Promise.resolve(21))), 42);
    same([counted(first), counted(next)], [[2, 1, 1, 1, 0], [3, 0, 0, 0, 0]]);
  },
};

await report(checks);
