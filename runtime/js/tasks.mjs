import { InstanceAbortedError, trap } from "./abort.mjs";
import { history, instance } from "./instance.mjs";
import { report } from "./listeners.mjs";
import { isWorkerd } from "./absorb.mjs";
import { isModuleDown } from "./recovery.mjs";

/**
 * A future in wasm, and the promise that it settles. All of this outlives the instance.
 *
 * @typedef {{
 *   id: number,
 *   promise: Promise<unknown> | undefined,
 *   isPolled?: boolean,
 *   ring?(value?: unknown): void,
 *   fulfil(value: unknown): void,
 *   reject(error: unknown): void,
 * }} Task
 *
 * @typedef {{
 *   promise: Promise<unknown>,
 *   resolve(value: unknown): void,
 *   reject(error: unknown): void,
 * }} Resolvers
 */

/** @type {Map<number, Task>} */
const inFlight = new Map();

/** @type {number[]} */
let queue = [];

/**
 * Tasks that were woken there and not polled yet, each with the time, in milliseconds.
 *
 * @type {Map<Task, number>}
 */
const rung = new Map();

/** After this time, the request of a task that was woken has gone. */
const PATIENCE = 1000;

/**
 * The task whose poll is the innermost on the stack.
 *
 * @type {Task}
 */
let polled;

/**
 * A promise, and how to settle it. Not by `new Promise`, where there is another way: in workerd, a
 * promise is marked with the request that makes it, and what awaits it goes on in that one,
 * whoever settles it. V8's optimising compiler inlines `new Promise` without that mark.
 *
 * @returns {Resolvers}
 */
function withResolvers() {
  const { Promise } = /** @type {any} */ (globalThis);
  if (Promise.withResolvers) return Promise.withResolvers();
  const resolvers = /** @type {any} */ ({});
  const note = (/** @type {unknown} */ resolve, /** @type {unknown} */ reject) =>
    Object.assign(resolvers, { resolve, reject });
  resolvers.promise = new Promise(note);
  return resolvers;
}

/**
 * Polls a new task for the first time. A failure rejects its promise, but for one that ends
 * the instance: that goes on to the caller, whom no promise will reach.
 *
 * @param {number} id
 */
export function launch(id) {
  const { promise, resolve: fulfil, reject } = withResolvers();
  const task = /** @type {Task} */ ({ id, promise, fulfil, reject });
  inFlight.set(id, task);
  if (rung.size > 0) adopt();
  poll(task, (error, isAlive) => {
    if (!isAlive) throw error;
    task.reject(error);
  });
  return task.promise;
}

/** @param {number} id */
export function detach(id) {
  const task = { id, promise: undefined, fulfil() {}, reject: report };
  inFlight.set(id, task);
  if (isWorkerd) arm(task);
  wake(id);
}

/** @param {number} id */
export function wake(id) {
  if (isWorkerd) return ring(inFlight.get(id));
  if (queue.push(id) === 1) queueMicrotask(pollQueue);
}

/** Polls what was woken before this turn; what is woken meanwhile comes in the next. */
function pollQueue() {
  const woken = queue;
  queue = [];
  for (const id of woken) {
    const task = inFlight.get(id);
    if (task) poll(task, task.reject);
  }
}

/** @param {Task | undefined} task */
function ring(task) {
  if (!task?.ring) return;
  rung.set(task, Date.now());
  task.ring();
}

/**
 * Has a task polled in this request when it is woken, in whichever that is: a promise's reactions
 * run in the request that made it. Called before each poll for the next one.
 *
 * @param {Task} task
 */
function arm(task) {
  const { promise, resolve } = withResolvers();
  task.ring = resolve;
  promise.then(() => pollRung(task));
}

/** @param {Task} task */
function pollRung(task) {
  rung.delete(task);
  // Another instance gives the same number to another task.
  if (inFlight.get(task.id) === task) poll(task, task.reject);
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
 * Polls a task. Whatever the poll throws is this task's failure, and nobody else's.
 *
 * @param {Task} task
 * @param {(error: unknown, isAlive: boolean) => void} fail
 */
function poll(task, fail) {
  const outer = polled;
  polled = task;
  task.isPolled = true;
  try {
    if (isWorkerd) arm(task);
    if (instance().poll(task.id)) inFlight.delete(task.id);
  } catch (error) {
    inFlight.delete(task.id);
    const { isAlive, isTaken } = abandon(task, error);
    if (!isTaken) fail(isAlive ? error : ending(error), isAlive);
  } finally {
    task.isPolled = false;
    polled = outer;
  }
}

/**
 * Has a task dropped whose poll did not return. Tells whether there is an instance left, and
 * whether Rust itself has somebody who takes the error.
 *
 * @param {Task} task
 * @param {unknown} error
 */
function abandon(task, error) {
  if (history.isDead) return { isAlive: false, isTaken: false };
  try {
    return { isAlive: true, isTaken: instance().abandon(task.id, error) };
  } catch {
    return { isAlive: false, isTaken: false };
  }
}

/**
 * An outer frame's own trap only says that the instance has ended.
 *
 * @param {unknown} error
 */
const ending = (error) => (error instanceof InstanceAbortedError ? error : (trap() ?? error));

/** @param {unknown} value */
export function fulfil(value) {
  polled.fulfil(value);
}

/** @param {unknown} error */
export function reject(error) {
  polled.reject(error);
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
  return { instanceId: id, panics, aborts, restarts, isDown, inFlight: inFlight.size };
}

export { instanceStats as statsOfInstance };
