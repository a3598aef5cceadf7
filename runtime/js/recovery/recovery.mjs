import { InstanceAbortedError } from "../errors.mjs";
import { notify } from "../listeners.mjs";
import { state } from "../state.mjs";
import { rejectAll } from "../tasks/queue.mjs";
import { absorbLateErrors } from "./absorb.mjs";
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
 * a stack that is full this may fail half-way, and the next frame's call makes it good.
 */
export function aborted() {
  if (state.isDead || state.isRestarting) return;
  const retryable = mayRestart();
  const cause = takeTrap();
  // First: a retry in a rejection handler then finds the new instance.
  if (retryable) queueMicrotask(() => restart(cause));
  else if (state.isReplaced) queueMicrotask(replace);
  const error = newAbortedError(cause, retryable);
  rejectAll(error);
  state.isDead = true;
  state.aborts += 1;
  state.isDown = !retryable;
  absorbLateErrors();
  notify(state.abortListeners, error);
}

/** Takes what was seen last for what ended the instance: outer frames trap after it. */
function takeTrap() {
  state.trap = state.suspect?.error;
  forgetSuspect();
  return state.trap;
}

/**
 * @param {unknown} cause
 * @param {boolean} retryable
 */
const newAbortedError = (cause, retryable) =>
  new InstanceAbortedError(cause, state.instanceId, retryable);

/** Makes good for an abort hook that was replaced, or whose place in memory was overwritten. */
export function checkAlive() {
  if (!state.isDead && state.hasEnded()) aborted();
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
 * Makes the next instance, with no frame of the old one on the stack, and before anything
 * stale can reach it.
 *
 * @param {unknown} cause
 */
function restart(cause) {
  if (!state.isDead || state.isDown) return;
  state.restartTimes.push(Date.now());
  scheduleReinit();
  state.restarts += 1;
  state.instanceId += 1;
  state.isDead = false;
  state.isRestarting = true;
  try {
    state.methods.touch();
  } catch (error) {
    return stayDown(error);
  } finally {
    state.isRestarting = false;
  }
  const { instanceId, restarts } = state;
  notify(state.restartListeners, { instanceId, restarts, cause });
  try {
    state.methods.restarted(restarts, cause);
  } catch {
    // That has ended the new instance, and was told by its own abort.
  }
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
export const refusal = () => newAbortedError(state.trap, !state.isDown);

/**
 * A start function has failed: nobody may call the half-started instance.
 *
 * @param {unknown} failure
 */
function stayDown(failure) {
  const error = newAbortedError(failure, false);
  rejectAll(error);
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
