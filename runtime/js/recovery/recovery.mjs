import { InstanceAbortedError } from "../errors.mjs";
import { notify } from "../listeners.mjs";
import { state } from "../state.mjs";
import { rejectAll } from "../tasks/queue.mjs";
import { withResolvers } from "../tasks/task.mjs";
import { absorbLateErrors } from "./absorb.mjs";
import { Refused, withInstance } from "./instantiate.mjs";
import { needRoom } from "./room.mjs";
import { forgetSuspect } from "./suspect.mjs";

/**
 * @param {WebAssembly.Table} table
 * @param {number} index of the function that asks for a fresh instance
 * @param {number} maxRestarts
 * @param {number} within milliseconds
 */
export function enable(table, index, maxRestarts, within) {
  state.reinit = table.get(index);
  state.policy = { maxRestarts, within };
}

/**
 * Has a module that stays down replace its broken instance: by one that refuses every call.
 *
 * @param {() => void} reinit
 */
export function replaceWhenDown(reinit) {
  state.reinit = reinit;
  state.isReplaced = true;
}

/**
 * Called as a trap ends the instance, and again by each outer frame that traps on its way out. On
 * a stack that is full this throws, and the next frame's call makes it good, or `checkAlive`.
 */
export function aborted() {
  if (state.isRestarting) return;
  if (state.isDead) return explain(state.suspect?.error, state.cause);
  needRoom();
  const retryable = mayRestart();
  const error = newAbortedError(findCause(), retryable);
  // First: a retry in a rejection handler then finds the new instance.
  queueMicrotask(goOn);
  rejectAll(error);
  state.isDead = true;
  state.isDoomed = false;
  state.aborts += 1;
  state.isDown = !retryable;
  state.aborted = error;
  absorbLateErrors();
}

/** What was seen last is what ended the instance: outer frames trap after it. */
function findCause() {
  const { blamed, suspect } = state;
  state.trap = suspect?.error;
  state.cause = blamed ?? state.trap;
  state.blamed = undefined;
  forgetSuspect();
  explain(state.trap, state.cause);
  return state.cause;
}

/**
 * Says in a trap what the caller would not know by it: the panic behind it, or the trap of an inner frame.
 *
 * @param {unknown} trap
 * @param {unknown} cause
 */
function explain(trap, cause) {
  if (trap === cause || !(trap instanceof WebAssembly.RuntimeError) || Object.hasOwn(trap, "cause")) return;
  const property = { configurable: true, writable: true, value: cause };
  Reflect.defineProperty(trap, "cause", property);
}

/**
 * Notes the panic for which the instance is about to be ended.
 *
 * @param {unknown} error
 */
export function blame(error) {
  state.blamed = error;
}

/** What follows once no frame of the old instance is on the stack any more. */
function goOn() {
  const error = state.aborted;
  if (!error) return;
  state.aborted = undefined;
  absorbLateErrors();
  notify(state.abortListeners, error);
  if (error.retryable) restart(error.cause);
  else if (state.isReplaced) replace();
}

/**
 * @param {unknown} cause
 * @param {boolean} retryable
 */
const newAbortedError = (cause, retryable) =>
  new InstanceAbortedError(cause, state.instanceId, retryable);

/**
 * Says on a full stack that the instance has ended. What follows from it is done by a frame further out, or
 * when the stack is clear.
 *
 * @param {unknown} error
 */
export function doom(error) {
  state.isDoomed = true;
  warn(error);
}

/**
 * Has `checkAlive` called although the stack is full.
 *
 * @param {unknown} error that may have ended the instance
 */
export function warn(error) {
  state.suspect = { error, isLate: true };
  state.alarm?.();
  // Once: Node would want to tell of the second time.
  state.alarm = undefined;
}

/** Readies `alarm`, which is no function of JavaScript and needs hardly any room on the stack. */
export function arm() {
  const { promise, resolve } = withResolvers();
  state.alarm = resolve;
  promise.then(() => {
    arm();
    checkAlive();
  });
}

/** Makes good for an abort hook that was replaced, whose place in memory was overwritten, or that had no room. */
export function checkAlive() {
  if (!state.isDead && (state.isDoomed || state.hasEnded())) aborted();
  forgetSuspect();
}

function mayRestart() {
  const { policy, isDown, restartTimes } = state;
  if (!policy || isDown) return false;
  const since = Date.now() - policy.within;
  while (restartTimes.length > 0 && restartTimes[0] <= since) restartTimes.shift();
  return restartTimes.length < policy.maxRestarts;
}

/**
 * Makes the next instance, before anything stale can reach it.
 *
 * @param {unknown} cause
 */
function restart(cause) {
  state.restartTimes.push(Date.now());
  takeOver(cause);
}

/**
 * @param {unknown} cause
 * @param {WebAssembly.Instance} [prepared] where the host had to be waited for
 */
function takeOver(cause, prepared) {
  scheduleReinit();
  state.instanceId += 1;
  state.isDead = false;
  state.isRestarting = true;
  try {
    withInstance(prepared, () => state.methods.touch());
  } catch (error) {
    if (error instanceof Refused) return wait(error, cause);
    return stayDown(error);
  } finally {
    state.isRestarting = false;
  }
  state.restarts += 1;
  const { instanceId, restarts } = state;
  notify(state.restartListeners, { instanceId, restarts, cause });
  try {
    state.methods.restarted(restarts, cause);
  } catch {
    // That has ended the new instance, and was told by its own abort.
  }
}

/**
 * Until there is an instance, calls are refused by the old one.
 *
 * @param {Refused} refused
 * @param {unknown} cause
 */
function wait(refused, cause) {
  state.instanceId -= 1;
  state.isDead = true;
  refused.prepare().then((instance) => takeOver(cause, instance), stayDown);
}

/** Makes the instance of a module that stays down: its start functions do not run. */
function replace() {
  scheduleReinit();
  try {
    state.methods?.touch();
  } catch {
    // Every call is refused, in the old instance too.
  }
}

function scheduleReinit() {
  try {
    state.reinit?.();
  } catch {
    // In an instance that has ended every import traps once it has returned.
  }
}

/** What a call throws that an instance cannot serve any more. */
export const refusal = () => newAbortedError(state.cause, !state.isDown);

/**
 * A start function has failed: nobody may call the half-started instance.
 *
 * @param {unknown} failure
 */
function stayDown(failure) {
  const error = newAbortedError(failure, false);
  rejectAll(error);
  state.cause = failure;
  state.isDead = true;
  state.isDown = true;
  try {
    state.methods.end();
  } catch {
    // As it should.
  }
  notify(state.abortListeners, error);
}

/**
 * @param {string} key
 * @param {unknown} value
 */
export function keep(key, value) {
  if (value === undefined) state.keptValues.delete(key);
  else state.keptValues.set(key, structuredClone(value));
}

/** @param {string} key */
export const kept = (key) => structuredClone(state.keptValues.get(key));
