import { absorbLateErrors } from "./absorb.mjs";
import { InstanceAbortedError, takeTrap } from "./abort.mjs";
import { history, instance } from "./instance.mjs";
import { aborted as notifyAborted, restarted as notifyRestarted } from "./listeners.mjs";
import { rejectAll } from "./tasks.mjs";

/**
 * How a fresh instance is asked for, and how often there may be one.
 *
 * @type {{ request(): void, maxRestarts: number, within: number } | undefined}
 */
let recovery;

/** When there were restarts, in milliseconds. */
const restarts = /** @type {number[]} */ ([]);

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
  recovery = { request: table.get(index), maxRestarts, within };
}

/**
 * Called as a trap ends the instance, and again by each outer frame that traps on its way out. On
 * a stack that is full this may fail half-way, and the next frame's call makes it good.
 */
export function aborted() {
  if (history.isDead) return;
  const retryable = mayRestart();
  const cause = takeTrap();
  // First: a retry in a rejection handler then finds the new instance.
  if (retryable) queueMicrotask(() => restart(cause));
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
  if (!recovery || isDown) return false;
  const since = Date.now() - recovery.within;
  while (restarts.length > 0 && restarts[0] <= since) restarts.shift();
  return restarts.length < recovery.maxRestarts;
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
  try {
    recovery?.request();
  } catch {
    // In an instance that has ended every import traps once it has returned.
  }
  history.restarts += 1;
  history.id += 1;
  history.isDead = false;
  try {
    instance().touch();
  } catch (error) {
    return stayDown(error);
  }
  const event = { instanceId: history.id, restarts: history.restarts, cause };
  notifyRestarted(event);
  try {
    instance().restarted(event.restarts, cause);
  } catch {
    // That has ended the new instance, and was told by its own abort.
  }
}

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
