/**
 * Traps in closures, futures and exports that are not ours, where panics abort: nothing but the host sees them, once nobody
 * has caught them. Those of panics are told by the hook.
 */

import { HostError, addEventListener, attempt, bare, isNode, isWorkerd, process } from "../host.mjs";
import { isTrap } from "../kind.mjs";
import { endBy } from "../recovery/alarm.mjs";
import { importsOf, shared, stateOf, states } from "../state.mjs";

/** @typedef {import("../state.mjs").State} State */

/** What glue has that was made with an abort handler, and sees by itself what traps. */
const TAGS = /jstag$/;

/** How V8 and SpiderMonkey say of which module a function of wasm is. */
const MODULE = /(?:^ {4}at |[(@])([^(@]*):wasm-function\[\d+\]:0x[0-9a-f]+\)?$/m;

/** The first frame of a stack. */
const FIRST = /^(?: {4}at |[^@\n]*@).*/m;

/** The file of the glue in a frame next to those of wasm: above, where wasm calls this, and below, where it traps. */
const ABOVE = /([^\s(@]*):\d+:\d+\)?\n.*:wasm-function/;
const BELOW = /([^\s(@]*):\d+:\d+\)?$/m;

/**
 * For how long a trap is taken for that of a panic, or for one of an instance that has ended, in milliseconds. The host tells
 * of a rejection after timers that were set without a delay.
 */
const GRACE = 50;

/** Before there are fake ones. */
const { setTimeout } = globalThis;

/** Where a process has the watchers of all copies of these files. */
const WATCHERS = Symbol.for("unwind-export.watchers");

/** @type {WeakSet<object>} traps that have ended an instance, or end none */
const noticed = new WeakSet();

/**
 * Called by each instance: the stack shows its module, which is the same for all.
 *
 * @param {number} token
 */
export function watchUncaught(token) {
  const state = stateOf(token);
  if (state.module !== undefined) return;
  const seesTraps = isWorkerd || importsOf(state, TAGS).length > 0;
  const stack = seesTraps ? "" : stackOf(new HostError());
  state.module = moduleOf(stack) ?? "";
  state.glue = ABOVE.exec(stack)?.[1];
  if (!state.module || shared.watchesUncaught) return;
  shared.watchesUncaught = true;
  attempt(listen);
}

/** Nothing is kept from others that listen, or from what the host does. */
function listen() {
  if (isNode()) return watchProcess();
  addEventListener?.("error", seeEvent);
  addEventListener?.("unhandledrejection", seeEvent);
}

/**
 * By one listener: a test runner may load these files for each of its own, and Node warns of too many. None is kept
 * from being collected.
 */
function watchProcess() {
  const watcher = new WeakRef(seeUncaught);
  if (process[WATCHERS]) return process[WATCHERS].push(watcher);
  const watchers = [watcher];
  Object.defineProperty(process, WATCHERS, bare({ value: watchers }));
  process.on("uncaughtExceptionMonitor", (/** @type {unknown} */ error) =>
    watchers.forEach((one) => one.deref()?.(error)));
}

/** @param {Event & { error?: unknown, reason?: unknown }} event */
const seeEvent = ({ error, reason }) => seeUncaught(error ?? reason);

/** @param {any} error */
function seeUncaught(error) {
  if (!isTrap(error) || noticed.has(error)) return;
  noticed.add(error);
  const stack = stackOf(error);
  const module = moduleOf(FIRST.exec(stack)?.[0]);
  // Others may have loaded the same module from another folder.
  const glue = BELOW.exec(stack)?.[1];
  const isOf = (/** @type {State} */ one) => one.module === module && (!glue || one.glue === glue);
  const state = module && states.find((one) => isOf(one) && !one.isReplaced);
  if (!state || state.isDead || state.expectsTraps || state.trap === error) return;
  endBy(state, error);
}

/** @param {any} error */
const stackOf = (error) => attempt(() => String(error.stack)) ?? "";

/** @param {string} [stack] */
const moduleOf = (stack = "") => MODULE.exec(stack)?.[1];

/**
 * Something has ended the instance.
 *
 * @param {State} state
 * @param {any} error
 */
export function notice(state, error) {
  if (isTrap(error)) noticed.add(error);
  expectTraps(state);
}

/**
 * What traps now is of a panic, or of an instance that is about to be replaced.
 *
 * @param {State} state
 */
export function expectTraps(state) {
  if (!state.module || state.expectsTraps) return;
  state.expectsTraps = true;
  const timer = attempt(() => setTimeout(() => (state.expectsTraps = false), GRACE));
  // Node would wait for it.
  attempt(() => /** @type {any} */ (timer).unref?.());
}
