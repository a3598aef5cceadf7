import { isWorkerd } from "../recovery/absorb.mjs";
import { history } from "../instance.mjs";
import { report } from "../listeners.mjs";
import { isModuleDown } from "../recovery/recovery.mjs";
import { Task, poll, withResolvers } from "./task.mjs";

/**
 * All whose first poll is over.
 *
 * @type {Map<number, Task>}
 */
const inFlight = new Map();

/**
 * Those whose first poll is on the stack.
 *
 * @type {Task[]}
 */
const launching = [];

/** @type {number[]} */
let queue = [];

/**
 * Tasks that were woken on workerd and not polled yet, each with the time, in milliseconds.
 *
 * @type {Map<Task, number>}
 */
const rung = new Map();

/** After this time, the request of a task that was woken has gone. */
const PATIENCE = 1000;

/**
 * Polls a new task for the first time. A failure rejects its promise, but for one that ends
 * the instance: that goes on to the caller, whom no promise will reach.
 *
 * @param {number} id
 */
export function launch(id) {
  const task = new Task(id);
  if (rung.size > 0) adopt();
  if (isWorkerd) arm(task);
  launching.push(task);
  try {
    poll(task, failAtOnce);
  } finally {
    launching.pop();
  }
  const promise = task.promised();
  if (task.promise) inFlight.set(id, task);
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

/** @param {number} id */
export function detach(id) {
  const task = new Task(id);
  task.refuse = report;
  inFlight.set(id, task);
  if (isWorkerd) arm(task);
  wake(id);
}

/** @param {number} id */
export function wake(id) {
  if (isWorkerd) return ring(id);
  if (queue.push(id) === 1) queueMicrotask(pollQueue);
}

/** Polls what was woken before this turn; what is woken meanwhile comes in the next. */
function pollQueue() {
  const woken = queue;
  queue = [];
  for (const id of woken) {
    const task = inFlight.get(id);
    if (task) pollAgain(task);
  }
}

/** @param {Task} task */
function pollAgain(task) {
  if (isWorkerd) arm(task);
  if (poll(task, fail)) inFlight.delete(task.id);
}

/**
 * @param {Task} task
 * @param {unknown} error
 */
function fail(task, error) {
  inFlight.delete(task.id);
  task.reject(error);
}

/**
 * On workerd, what is of one request is out of reach for code that runs in another. Has a task
 * polled in this request when it is woken, in whichever that is: a promise's reactions run in the
 * request that made it. Called before each poll for the next one.
 *
 * @param {Task} task
 */
function arm(task) {
  const { promise, resolve } = withResolvers();
  task.ring = resolve;
  promise.then(() => pollRung(task));
}

/** @param {number} id */
function ring(id) {
  const task = inFlight.get(id) ?? launching.find((launched) => launched.id === id);
  if (!task?.ring) return;
  rung.set(task, Date.now());
  task.ring();
}

/** @param {Task} task */
function pollRung(task) {
  rung.delete(task);
  // Another instance gives the same number to another task.
  if (inFlight.get(task.id) === task) pollAgain(task);
}

/** Has tasks polled whose own request has gone: they may hold what others wait for. */
function adopt() {
  const since = Date.now() - PATIENCE;
  for (const [task, time] of rung) {
    if (time > since) return;
    rung.delete(task);
    queueMicrotask(() => pollRung(task));
  }
}

/**
 * Rejects what is in flight, but for the tasks that are being polled: what they throw, or what
 * ended the instance, will reject those.
 *
 * @param {unknown} error
 */
export function rejectAll(error) {
  queue = [];
  rung.clear();
  for (const task of inFlight.values()) {
    if (task.isPolled) continue;
    inFlight.delete(task.id);
    if (task.promise) task.reject(error);
  }
}

/** How many calls and panics there were, and how many promises are open. */
export function instanceStats() {
  const { id, panics, aborts, restarts } = history;
  const isDown = isModuleDown();
  const open = inFlight.size + launching.length;
  return { instanceId: id, panics, aborts, restarts, isDown, inFlight: open };
}

export { instanceStats as statsOfInstance };
