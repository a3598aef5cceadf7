import { isWorkerd } from "../host.mjs";
import { report } from "../listeners.mjs";
import { state } from "../state.mjs";
import { poll } from "./poll.mjs";
import { Task, withResolvers } from "./task.mjs";

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
  const { inFlight, launching, summoned } = state;
  if (summoned.size > 0) adopt();
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
  task.onRejected = report;
  state.inFlight.set(id, task);
  if (isWorkerd) arm(task);
  wakeTask(id);
}

/** @param {number} id */
export function wakeTask(id) {
  if (isWorkerd) return summon(id);
  if (state.queue.push(id) === 1) queueMicrotask(pollQueue);
}

/** Polls what was woken before this turn; what is woken meanwhile comes in the next. */
function pollQueue() {
  const woken = state.queue;
  state.queue = [];
  for (const id of woken) {
    const task = state.inFlight.get(id);
    if (task) pollAgain(task);
  }
}

/** @param {Task} task */
function pollAgain(task) {
  if (isWorkerd) arm(task);
  if (poll(task, fail)) state.inFlight.delete(task.id);
}

/**
 * @param {Task} task
 * @param {unknown} error
 */
function fail(task, error) {
  state.inFlight.delete(task.id);
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
  task.summon = resolve;
  promise.then(() => pollSummoned(task));
}

/** @param {number} id */
function summon(id) {
  const { inFlight, launching, summoned } = state;
  const task = inFlight.get(id) ?? launching.find((launched) => launched.id === id);
  if (!task?.summon) return;
  summoned.set(task, Date.now());
  task.summon();
}

/** @param {Task} task */
function pollSummoned(task) {
  const { inFlight, summoned } = state;
  summoned.delete(task);
  // Another instance gives the same number to another task.
  if (inFlight.get(task.id) === task) pollAgain(task);
}

/** Has tasks polled whose own request has gone: they may hold what others wait for. */
function adopt() {
  const { summoned } = state;
  const since = Date.now() - PATIENCE;
  for (const [task, time] of summoned) {
    if (time > since) return;
    summoned.delete(task);
    queueMicrotask(() => pollSummoned(task));
  }
}

/**
 * Rejects what is in flight, but for the tasks that are being polled: what they throw, or what
 * ended the instance, will reject those.
 *
 * @param {unknown} error
 */
export function rejectAll(error) {
  state.queue = [];
  state.summoned.clear();
  for (const task of state.inFlight.values()) {
    if (task.isPolled) continue;
    state.inFlight.delete(task.id);
    if (task.promise) task.reject(error);
  }
}
