import { absorbLateErrors } from "./absorb.mjs";
import { InstanceAbortedError, takeTrap, trap } from "../abort.mjs";
import { history, instance } from "../instance.mjs";
import { aborted as notifyAborted, restarted as notifyRestarted } from "../listeners.mjs";
import { rejectAll } from "../tasks/queue.mjs";

/**
 * Asks for a fresh instance, where that is possible.
 *
 * @type {(() => void) | undefined}
 */
let request;

/** Whether one is made also of a module that stays down. */
let isReplaced = false;

/**
 * How often one may take over.
 *
 * @type {{ maxRestarts: number, within: number } | undefined}
 */
let policy;

/** When there were restarts, in milliseconds. */
const restarts = /** @type {number[]} */ ([]);

/** Whether start functions run in a fresh instance: if one fails, `stayDown` says so. */
let isRestarting = false;

/** What survives an instance. */
const keptValues = new Map();

/** Whether the module stays down. */
let isDown = false;

/**
 * @param {WebAssembly.Table} table
 * @param {number} index of the function that asks for a fresh instance
 * @param {number} maxRestarts
 * @param {number} within milliseconds
 */
export function enable(table, index, maxRestarts, within) {
  request = table.get(index);
  policy = { maxRestarts, within };
}

/**
 * Has a module that stays down replace its broken instance: by one that refuses every call.
 *
 * @param {() => void} ask
 */
export function replaceWhenDown(ask) {
  request = ask;
  isReplaced = true;
}

/**
 * Called as a trap ends the instance, and again by each outer frame that traps on its way out. On
 * a stack that is full this may fail half-way, and the next frame's call makes it good.
 */
export function aborted() {
  if (history.isDead || isRestarting) return;
  const retryable = mayRestart();
  const cause = takeTrap();
  // First: a retry in a rejection handler then finds the new instance.
  if (retryable) queueMicrotask(() => restart(cause));
  else if (isReplaced) queueMicrotask(replace);
  const error = new InstanceAbortedError(cause, retryable);
  rejectAll(error);
  history.isDead = true;
  history.aborts += 1;
  isDown = !retryable;
  absorbLateErrors();
  notifyAborted(error);
}

/** Makes good for an abort hook that was replaced, or whose place in memory was overwritten. */
export function checkAlive() {
  if (history.isDead) return;
  try {
    instance()?.touch();
  } catch {
    aborted();
  }
}

function mayRestart() {
  if (!policy || isDown) return false;
  const since = Date.now() - policy.within;
  while (restarts.length > 0 && restarts[0] <= since) restarts.shift();
  return restarts.length < policy.maxRestarts;
}

/**
 * Makes the next instance, with no frame of the old one on the stack, and before anything
 * stale can reach it.
 *
 * @param {unknown} cause
 */
function restart(cause) {
  if (!history.isDead || isDown) return;
  restarts.push(Date.now());
  ask();
  history.restarts += 1;
  history.id += 1;
  history.isDead = false;
  isRestarting = true;
  try {
    instance().touch();
  } catch (error) {
    return stayDown(error);
  } finally {
    isRestarting = false;
  }
  const event = { instanceId: history.id, restarts: history.restarts, cause };
  notifyRestarted(event);
  try {
    instance().restarted(event.restarts, cause);
  } catch {
    // That has ended the new instance, and was told by its own abort.
  }
}

/** Makes the instance of a module that stays down: its start functions do not run. */
function replace() {
  ask();
  try {
    instance()?.touch();
  } catch {
    // Every call is refused, in the old instance too.
  }
}

function ask() {
  try {
    request?.();
  } catch {
    // In an instance that has ended every import traps once it has returned.
  }
}

/** What a call throws that an instance cannot serve any more. */
export const refusal = () => new InstanceAbortedError(trap(), !isDown);

/**
 * A start function has failed: nobody may call the half-started instance.
 *
 * @param {unknown} failure
 */
function stayDown(failure) {
  const error = new InstanceAbortedError(failure, false);
  rejectAll(error);
  history.isDead = true;
  isDown = true;
  try {
    instance().end();
  } catch {
    // As it should.
  }
  notifyAborted(error);
}

/** @param {number} id */
export const isAlive = (id) => id === history.id && !history.isDead;

export const isModuleDown = () => isDown;

/**
 * @param {string} key
 * @param {unknown} value
 */
export function keep(key, value) {
  if (value === undefined) keptValues.delete(key);
  else keptValues.set(key, structuredClone(value));
}

/** @param {string} key */
export const kept = (key) => structuredClone(keptValues.get(key));
