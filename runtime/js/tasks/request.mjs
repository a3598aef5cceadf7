/**
 * On workerd, what is of one request is out of reach for code that runs in another. So a task is polled in
 * the request that started it, whichever wakes it, and in another one only if its own has gone: it may hold
 * what others wait for.
 *
 * Nobody tells of a request that goes, and nothing runs in one that has gone. When a task is called from another
 * request, all that wait are told, and look after a while whether it has come.
 */

import { report } from "../listeners.mjs";
import { state } from "../state.mjs";
import { end } from "./poll.mjs";
import { withResolvers } from "./task.mjs";

/** @typedef {import("./task.mjs").Task} Task */
/** @typedef {(task: Task) => void} Turn polls a task */

/** In milliseconds: if a task that was called has not come by then, its request has gone. */
const PATIENCE = 200;

/**
 * Has the task polled in this request when it is summoned, from whichever: a promise's reactions run in
 * the request that made it. Called before each poll for the next one.
 *
 * @param {Task} task
 * @param {Turn} turn
 */
export function arm(task, turn) {
  const { promise, resolve } = withResolvers();
  task.call = resolve;
  promise.then(() => answer(task, turn));
}

/**
 * @param {Task} task
 * @param {Turn} turn
 */
function answer(task, turn) {
  const isSummoned = state.summoned.delete(task);
  if (task.hasEnded) return;
  const { isAsked } = task;
  task.isAsked = false;
  if (isSummoned) turn(task);
  else arm(task, turn);
  // Also if all have come by now: nobody is asked twice in that time.
  if (isAsked || state.summoned.size > 0) watch(task, turn);
}

/** @param {Task} task */
export function summon(task) {
  const { summoned } = state;
  if (!summoned.has(task)) summoned.set(task, Date.now());
  task.call();
  if (state.isLooking) return;
  state.isLooking = true;
  // Those of this request, and those that they summon, have been polled by then.
  queueMicrotask(() => queueMicrotask(look));
}

/** Asks all that wait to watch those who were summoned in other requests. */
function look() {
  const { inFlight, summoned } = state;
  state.isLooking = false;
  if (summoned.size === 0) return;
  for (const task of inFlight.values()) {
    if (task.isAsked || task.isWatching || task.isHomeless || summoned.has(task)) continue;
    task.isAsked = true;
    task.call();
  }
}

/**
 * @param {Task} task
 * @param {Turn} turn
 */
function watch(task, turn) {
  if (task.isWatching || task.hasEnded) return;
  task.isWatching = true;
  setTimeout(() => {
    task.isWatching = false;
    if (state.summoned.size > 0) lookAfter(task, turn);
  }, PATIENCE);
}

/**
 * Has tasks polled in this request whose own has gone, and goes on watching the others. Called for a task
 * that waits in this request.
 *
 * @param {Task} host
 * @param {Turn} turn
 */
export function lookAfter(host, turn) {
  if (host.hasEnded) return;
  const { summoned } = state;
  const since = Date.now() - PATIENCE;
  for (const [task, time] of summoned) {
    if (time > since) break;
    summoned.delete(task);
    adopt(host, task);
    queueMicrotask(() => turn(task));
  }
  watch(host, turn);
}

/**
 * @param {Task} host
 * @param {Task} task
 */
function adopt(host, task) {
  task.isAsked = false;
  task.isWatching = false;
  if (task.promise) {
    task.host = host;
    (host.guests ??= []).push(task);
  } else {
    // Spawned: it may serve many requests, and goes on in each that wakes it.
    task.isHomeless = true;
  }
}

/**
 * Gives up those that were adopted by a task that has ended. The request of that goes as well, and with it what
 * they wait for: nobody would get what they hold.
 *
 * @param {Task} host
 */
export function dismissGuests(host) {
  const { guests = [] } = host;
  host.guests = undefined;
  for (const task of guests) {
    if (task.host === host && !task.hasEnded && !task.isPolled) dismiss(task);
  }
}

/** @param {Task} task */
function dismiss(task) {
  const error = new Error("the request that made this call has gone");
  end(task);
  state.summoned.delete(task);
  try {
    state.methods.abandon(task.id, error);
  } catch (failure) {
    report(failure);
  }
  task.reject(error);
}
