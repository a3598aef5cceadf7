import { originOf } from "../errors.mjs";
import { attempt, bare, isA, queueMicrotask } from "../host.mjs";
import { end as trap, tookOver, touch } from "../instance.mjs";
import { notify } from "../listeners.mjs";
import { tellUnseen } from "../panic/panic.mjs";
import { stateOf } from "../state.mjs";
import { absorbLateErrors } from "./absorb.mjs";
import { learnClosures } from "./late.mjs";
import { newAbortedError } from "./refusal.mjs";
import { needRoom } from "./room.mjs";
import { forgetSuspect } from "./suspect.mjs";

/** @typedef {import("../errors.mjs").Origin} Origin */
/** @typedef {import("../state.mjs").State} State */

/**
 * Called by the abort hook.
 *
 * @param {number} token
 * @param {number} others index of the hook that others have set, or 0
 */
export function ended(token, others) {
  const state = stateOf(token);
  if (others) state.othersOnAbort = state.table.get(others);
  aborted(state);
}

/**
 * Called as a trap ends the instance, and again by each outer frame that traps on its way out. On
 * a stack that is full this throws, and the next frame's call makes it good, or `checkAlive`.
 *
 * @param {State} state
 * @param {boolean} [isRenewed] whether there is another instance already
 */
export function aborted(state, isRenewed) {
  if (state.isRestarting) return;
  if (state.isDead) return explain(state.suspect?.error, state.cause);
  needRoom();
  const retryable = isRenewed || (state.policy?.mayRestart(state) ?? false);
  const error = newAbortedError(state, findCause(state), retryable);
  // First: a retry in a rejection handler then finds the new instance.
  queueMicrotask(() => goOn(state));
  state.tasks?.rejectAll(error);
  state.isDead = true;
  state.isDoomed = false;
  state.aborts += 1;
  state.isDown = !retryable;
  state.aborted = error;
  absorbLateErrors();
}

/**
 * What was seen last is what ended the instance: outer frames trap after it.
 *
 * @param {State} state
 */
function findCause(state) {
  const { blamed, suspect } = state;
  state.trap = suspect?.error;
  state.cause = blamed ? blamed.error : (panicBehind(state) ?? state.trap);
  state.blamed = undefined;
  forgetSuspect(state);
  explain(state.trap, state.cause);
  return state.cause;
}

/**
 * The panic that a trap is the end of: one in a destructor that another panic runs, or where panics abort.
 *
 * @param {State} state
 */
function panicBehind(state) {
  const { begun, invoke, isFailing } = state;
  // Where panics abort, none is caught that has begun.
  const last = invoke ? isFailing && Infinity : attempt(state.isPanicking);
  const panic = last && begun.filter((error) => /** @type {Origin} */ (originOf(error)).id <= last).at(-1);
  // Unless a boundary tells of it.
  if (panic) queueMicrotask(() => state.begun.includes(panic) && tellUnseen(state.token, panic));
  return panic || undefined;
}

/**
 * Says in a trap what the caller would not know by it: the panic behind it, or the trap of an inner frame.
 *
 * @param {unknown} trap
 * @param {unknown} cause
 */
function explain(trap, cause) {
  if (trap === cause || !isA(trap, WebAssembly.RuntimeError) || Object.hasOwn(trap, "cause")) return;
  Reflect.defineProperty(trap, "cause", bare({ configurable: true, writable: true, value: cause }));
}

/**
 * Notes the panic for which the instance is about to be ended.
 *
 * @param {number} token
 * @param {unknown} error
 */
export function blame(token, error) {
  stateOf(token).blamed = { error };
}

/**
 * What follows once no frame of the old instance is on the stack any more.
 *
 * @param {State} state
 */
function goOn(state) {
  const error = state.aborted;
  if (!error) return;
  state.aborted = undefined;
  state.begun = [];
  // A stack that nobody has read yet holds the instance, with all its memory.
  [error, error.cause, state.trap].forEach((held) => attempt(() => /** @type {any} */ (held).stack));
  absorbLateErrors();
  learnClosures(state);
  notify(state.abortListeners, error);
  tellOthers(state, error.retryable);
  // Unless others have had the next one made already.
  if (!state.isDead) return;
  if (error.retryable) state.policy?.restart(state, error.cause);
  else state.replace?.(state);
}

/**
 * Calls the abort hook that others have set, which may ask for a fresh instance. Here that is no more than what is
 * about to be done anyhow, unless the policy has the module stay down.
 *
 * @param {State} state
 * @param {boolean} retryable
 */
function tellOthers(state, retryable) {
  const { othersOnAbort, isDead, policy } = state;
  state.othersOnAbort = undefined;
  if (!isDead || (policy && !retryable)) return;
  try {
    othersOnAbort?.();
  } catch {
    // In an instance that has ended every import traps once it has returned.
  }
}

/**
 * An instance has been made that was not asked for: others have an abort hook that does so, or call the glue. The last
 * one has ended by that, if not before: nothing reaches it any more.
 *
 * @param {State} state
 */
export function renewed(state) {
  if (state.isReplaced) return;
  if (!state.isDead) aborted(state, true);
  const { cause } = state;
  begin(state);
  state.isDown = false;
  queueMicrotask(() => tellOfRestart(state, cause));
}

/**
 * @param {State} state
 * @param {unknown} cause
 */
export function tellOfRestart(state, cause) {
  state.restarts += 1;
  const { instanceId, restarts } = state;
  notify(state.restartListeners, { instanceId, restarts, cause });
  try {
    tookOver(state, restarts, cause);
  } catch {
    // That has ended the new instance, and was told by its own abort.
  }
}

/**
 * Another instance is there, or is about to be.
 *
 * @param {State} state
 */
export function begin(state) {
  state.instanceId += 1;
  state.isDead = false;
  state.isFailing = false;
  state.isHooking = false;
  state.failures = 0;
}

/**
 * Start functions have run: has Rust see to the abort hook once more.
 *
 * @param {State} state
 */
export function settle(state) {
  if (state.isDead || state.hasEnded()) return;
  try {
    touch(state);
  } catch {
    // A module whose start functions have failed.
  }
}

/**
 * The module was loaded again: its earlier instance is ended, so that nothing of it is left to wait for.
 *
 * @param {State} state
 */
export function giveWay(state) {
  state.isReplaced = true;
  state.aborted = undefined;
  end(state, undefined);
  absorbLateErrors();
  learnClosures(state);
}

/**
 * Ends an instance for good, and gives the error that rejects what is in flight.
 *
 * @param {State} state
 * @param {unknown} cause
 */
export function end(state, cause) {
  const error = newAbortedError(state, cause, false);
  state.tasks?.rejectAll(error);
  state.cause = cause;
  state.isDead = true;
  state.isDown = true;
  try {
    trap(state);
  } catch {
    // As it should.
  }
  return error;
}
