import { InstanceAbortedError, trap } from "../abort.mjs";
import { history, instance } from "../instance.mjs";

const PENDING = 0;
const FULFILLED = 1;
const REJECTED = 2;

/**
 * A future in wasm, and the promise that it settles. All of this outlives the instance. There is
 * no promise until the first poll is over.
 */
export class Task {
  isPolled = false;
  /** How it has ended. */
  state = PENDING;
  /** @type {unknown} */
  value = undefined;
  /** @type {Promise<unknown> | undefined} */
  promise = undefined;
  /** @type {(value: unknown) => void} */
  settle = ignore;
  /** @type {(error: unknown) => void} */
  refuse = ignore;
  /**
   * Has it polled in its own request, on workerd.
   *
   * @type {(() => void) | undefined}
   */
  ring = undefined;

  /** @param {number} id */
  constructor(id) {
    this.id = id;
  }

  /** @param {unknown} value */
  fulfil(value) {
    this.end(FULFILLED, this.settle, value);
  }

  /** @param {unknown} error */
  reject(error) {
    this.end(REJECTED, this.refuse, error);
  }

  /**
   * @param {number} state
   * @param {(value: unknown) => void} tell
   * @param {unknown} value
   */
  end(state, tell, value) {
    if (this.state !== PENDING) return;
    this.state = state;
    if (tell === ignore) this.value = value;
    else tell(value);
  }

  /** @returns {Promise<unknown>} */
  promised() {
    if (this.state === FULFILLED) return fulfilled(this.value);
    if (this.state === REJECTED) return rejected(this.value);
    const { promise, resolve, reject } = withResolvers();
    this.promise = promise;
    this.settle = resolve;
    this.refuse = reject;
    return promise;
  }
}

function ignore() {}

/**
 * A promise of its own, also of a value that is one.
 *
 * @param {unknown} value
 */
const fulfilled = async (value) => value;

/**
 * Rejects when the caller has had the time to handle it: the host takes notice of each
 * rejection that nobody handles.
 *
 * @param {unknown} error
 */
async function rejected(error) {
  await undefined;
  throw error;
}

/**
 * @typedef {{
 *   promise: Promise<unknown>,
 *   resolve(value?: unknown): void,
 *   reject(error: unknown): void,
 * }} Resolvers
 */

/**
 * A promise, and how to settle it. Not by `new Promise`, where there is another way: in workerd, a
 * promise is marked with the request that makes it, and what awaits it goes on in that one,
 * whoever settles it. V8's optimising compiler inlines `new Promise` without that mark.
 *
 * @returns {Resolvers}
 */
export function withResolvers() {
  const { Promise } = /** @type {any} */ (globalThis);
  if (Promise.withResolvers) return Promise.withResolvers();
  const resolvers = /** @type {any} */ ({});
  const note = (/** @type {unknown} */ resolve, /** @type {unknown} */ reject) =>
    Object.assign(resolvers, { resolve, reject });
  resolvers.promise = new Promise(note);
  return resolvers;
}

/**
 * The task whose poll is the innermost on the stack.
 *
 * @type {Task}
 */
let polled;

/**
 * Polls a task, and tells whether it has ended. Whatever the poll throws is this task's failure,
 * and nobody else's.
 *
 * @param {Task} task
 * @param {(task: Task, error: unknown, isAlive: boolean) => void} failed
 */
export function poll(task, failed) {
  const outer = polled;
  polled = task;
  task.isPolled = true;
  try {
    return instance().poll(task.id);
  } catch (error) {
    const { isAlive, isTaken } = abandon(task, error);
    if (!isTaken) failed(task, isAlive ? error : ending(error), isAlive);
    return true;
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
