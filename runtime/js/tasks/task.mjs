import { OwnPromise, queueMicrotask } from "../host.mjs";

/** How a promise stands. Rust knows the numbers. */
export const PENDING = 0;
export const FULFILLED = 1;
export const REJECTED = 2;

/**
 * A future in wasm, and the promise that it settles. All of this outlives the instance. There is
 * no promise until the first poll is over.
 */
export class Task {
  isPolled = false;
  /** Whether it was woken, and will be polled. */
  isQueued = false;
  /** Whether its turn came while it was being polled. */
  isMissed = false;
  /** Whether its number means nothing any more, or another task. */
  hasEnded = false;
  status = PENDING;
  /** @type {unknown} */
  value = undefined;
  /** @type {Promise<unknown> | undefined} */
  promise = undefined;
  /** @type {(value: unknown) => void} */
  onFulfilled = ignore;
  /** @type {(error: unknown) => void} */
  onRejected = ignore;
  /**
   * Its place in a request, on workerd.
   *
   * @type {import("./request.mjs").Place | undefined}
   */
  place = undefined;

  /**
   * @param {import("../state.mjs").State} state
   * @param {import("./tasks.mjs").Tasks} tasks
   * @param {number} id
   */
  constructor(state, tasks, id) {
    this.state = state;
    this.tasks = tasks;
    this.id = id;
  }

  /** @param {unknown} value */
  fulfil(value) {
    this.settle(FULFILLED, this.onFulfilled, value);
  }

  /** @param {unknown} error */
  reject(error) {
    this.settle(REJECTED, this.onRejected, error);
  }

  /**
   * @param {number} status
   * @param {(value: unknown) => void} tell
   * @param {unknown} value
   */
  settle(status, tell, value) {
    if (this.status !== PENDING) return;
    this.status = status;
    if (tell === ignore) {
      this.value = value;
      return;
    }
    // Whoever awaits what never settles holds the task, and by an error its instance.
    this.promise = undefined;
    this.onFulfilled = this.onRejected = ignore;
    tell(value);
  }

  /** @returns {Promise<unknown>} */
  promised() {
    const { status, value } = this;
    if (status === PENDING) return this.pending();
    this.value = undefined;
    if (Promise !== OwnPromise) return replaced(status, value);
    return status === FULFILLED ? fulfilled(value) : rejected(value);
  }

  pending() {
    const { promise, resolve, reject } = withResolvers();
    this.promise = promise;
    this.onFulfilled = resolve;
    this.onRejected = reject;
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
 * The same by what something has put in the place of `Promise`: callers may look for objects of that class.
 *
 * @param {number} status
 * @param {unknown} value
 */
function replaced(status, value) {
  const { promise, resolve, reject } = withResolvers();
  if (status === FULFILLED) resolve(value);
  else queueMicrotask(() => reject(value));
  return promise;
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
