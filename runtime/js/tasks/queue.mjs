import { InstanceAbortedError } from "../errors.mjs";
import { isWorkerd } from "../host.mjs";
import { report } from "../listeners.mjs";
import { refusal } from "../recovery/refusal.mjs";
import { stateOf } from "../state.mjs";
import { end, poll } from "./poll.mjs";
import { arm, dismissGuests, lookAfter, place, summon } from "./request.mjs";
import { Task } from "./task.mjs";

/** @typedef {import("../state.mjs").State} State */

/**
 * Polls a new task for the first time. A failure rejects its promise, but for one that ends
 * the instance: that goes on to the caller, whom no promise will reach. Where panics abort, an export of others
 * may have been called in an instance that has ended.
 *
 * @param {number} token
 * @param {number} id
 */
export function launch(token, id) {
  const state = stateOf(token);
  if (state.isDead) throw refusal(state);
  const task = new Task(state, id);
  const { inFlight, launching } = state;
  if (isWorkerd) place(task, pollAgain);
  launching.push(task);
  try {
    // It is in no map yet.
    if (poll(task, failAtOnce)) task.hasEnded = true;
  } finally {
    launching.pop();
  }
  const promise = task.promised();
  if (task.promise) inFlight.set(id, task);
  if (task.isMissed) makeGood(task);
  if (task.place) lookAfter(task.place);
  return promise;
}

/**
 * @param {Task} task
 * @param {unknown} error
 * @param {boolean} isAlive
 */
function failAtOnce(task, error, isAlive) {
  if (!isAlive) throw error;
  task.reject(error);
}

/**
 * @param {number} token
 * @param {number} id
 */
export function detach(token, id) {
  const state = stateOf(token);
  if (state.isDead) return;
  const task = new Task(state, id);
  task.onRejected = reportOwn;
  state.inFlight.set(id, task);
  if (isWorkerd) place(task, pollAgain);
  wake(task);
}

/**
 * The end of the instance is not this task's to tell.
 *
 * @param {unknown} error
 */
function reportOwn(error) {
  if (!(error instanceof InstanceAbortedError)) report(error);
}

/**
 * @param {number} token
 * @param {number} id
 */
export function wakeTask(token, id) {
  const state = stateOf(token);
  const task = state.inFlight.get(id) ?? launched(state, id);
  if (task) wake(task);
}

/**
 * @param {State} state
 * @param {number} id
 */
function launched(state, id) {
  for (const task of state.launching) if (task.id === id && !task.hasEnded) return task;
}

/** @param {Task} task */
export function wake(task) {
  if (task.hasEnded) return;
  if (task.place) return summon(task.place);
  if (task.isQueued) return;
  task.isQueued = true;
  const { state } = task;
  if (state.queue.push(task) > 1) return;
  state.pollQueue ??= () => pollQueue(state);
  queueMicrotask(state.pollQueue);
}

/**
 * Polls what was woken before this turn; what is woken meanwhile comes in the next.
 *
 * @param {State} state
 */
function pollQueue(state) {
  const woken = state.queue;
  state.queue = [];
  for (const task of woken) {
    task.isQueued = false;
    pollAgain(task);
  }
}

/** @param {Task} task */
function pollAgain(task) {
  if (task.hasEnded) return;
  if (task.isPolled) {
    // Somebody has microtasks run within the poll.
    task.isMissed = true;
    return;
  }
  if (task.place) arm(task.place);
  if (poll(task, fail)) end(task);
  if (task.isMissed) makeGood(task);
  if (task.place?.guests && task.hasEnded) dismissGuests(task.place);
}

/** @param {Task} task */
function makeGood(task) {
  task.isMissed = false;
  if (task.place) arm(task.place);
  wake(task);
}

/**
 * @param {Task} task
 * @param {unknown} error
 */
function fail(task, error) {
  end(task);
  task.reject(error);
}

/**
 * Rejects what is in flight, but for the tasks that are being polled: what they throw, or what
 * ended the instance, will reject those.
 *
 * @param {State} state
 * @param {unknown} error
 */
export function rejectAll(state, error) {
  const { inFlight, launching, summoned } = state;
  state.queue = [];
  summoned.clear();
  for (const task of launching) task.hasEnded = true;
  for (const task of inFlight.values()) {
    if (task.promise && !task.isPolled) task.reject(error);
    end(task);
  }
}
