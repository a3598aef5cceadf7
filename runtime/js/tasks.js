import { history, instance } from "./instance.js";

/**
 * A future in wasm, and the promise that it settles. All of this outlives the instance.
 *
 * @typedef {{
 *   id: number,
 *   promise: Promise<unknown> | undefined,
 *   fulfil(value: unknown): void,
 *   reject(error: unknown): void,
 * }} Task
 */

/** @type {Map<number, Task>} */
const inFlight = new Map();

/** @type {number[]} */
let queue = [];

/**
 * The task whose poll is the innermost on the stack.
 *
 * @type {Task}
 */
let polled;

/** @param {number} id */
export function launch(id) {
  const task = /** @type {Task} */ ({ id });
  task.promise = new Promise((fulfil, reject) => Object.assign(task, { fulfil, reject }));
  inFlight.set(id, task);
  poll(task);
  return task.promise;
}

/** @param {number} id */
export function detach(id) {
  inFlight.set(id, { id, promise: undefined, fulfil() {}, reject: report });
  wake(id);
}

/** @param {number} id */
export function wake(id) {
  if (queue.push(id) === 1) queueMicrotask(pollQueue);
}

/** Polls what was woken before this turn; what is woken meanwhile comes in the next. */
function pollQueue() {
  const woken = queue;
  queue = [];
  for (const id of woken) {
    const task = inFlight.get(id);
    if (task) poll(task);
  }
}

/**
 * Whatever a poll throws is this task's failure, and nobody else's.
 *
 * @param {Task} task
 */
function poll(task) {
  const outer = polled;
  polled = task;
  try {
    instance().poll(task.id);
  } catch (error) {
    reject(error);
    instance().abandon(task.id);
  } finally {
    polled = outer;
  }
}

/** @param {unknown} value */
export function fulfil(value) {
  inFlight.delete(polled.id);
  polled.fulfil(value);
}

/** @param {unknown} error */
export function reject(error) {
  inFlight.delete(polled.id);
  polled.reject(error);
}

/** @param {unknown} error */
function report(error) {
  console.error(error);
}

/** How many calls and panics there were, and how many promises are open. */
export function instanceStats() {
  const { id, panics, aborts, restarts } = history;
  return { instanceId: id, panics, aborts, restarts, inFlight: inFlight.size };
}

export { instanceStats as statsOfInstance };
