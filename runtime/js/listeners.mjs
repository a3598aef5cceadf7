import { shared, stateOf } from "./state.mjs";

/** @template T @typedef {import("./state.mjs").Listeners<T>} Listeners */

/**
 * Gives a function that takes the listener away again. Added twice, it is called twice.
 *
 * @template T
 * @param {Listeners<T>} listeners
 * @param {(event: T) => void} listener
 */
function add(listeners, listener) {
  if (typeof listener !== "function") throw new TypeError("a listener is a function");
  const entry = { listener };
  listeners.add(entry);
  return () => void listeners.delete(entry);
}

/**
 * Has `listener` called with every panic that reaches a boundary, once, at the first.
 *
 * @param {(error: import("./errors.mjs").PanicError) => void} listener
 */
export const onPanic = (listener) => add(shared.current.panicListeners, listener);

/**
 * Has `listener` called when an instance has been ended.
 *
 * @param {(error: import("./errors.mjs").InstanceAbortedError) => void} listener
 */
export const onAbort = (listener) => add(shared.current.abortListeners, listener);

/**
 * Has `listener` called when a fresh instance has taken over.
 *
 * @param {(restart: import("./state.mjs").Restart) => void} listener
 */
export const onRestart = (listener) => add(shared.current.restartListeners, listener);

/** @param {number} token */
export const hasPanicListeners = (token) => stateOf(token).panicListeners.size > 0;

/**
 * Calls those that are there now, each for itself: one that throws, or whose promise rejects, changes
 * nothing.
 *
 * @template T
 * @param {Listeners<T>} listeners
 * @param {T} event
 */
export function notify(listeners, event) {
  [...listeners].forEach(({ listener }) => {
    try {
      const result = /** @type {any} */ (listener(event));
      if (typeof result?.then === "function") result.then(undefined, report);
    } catch (error) {
      report(error);
    }
  });
}

/**
 * Prints an error that nobody else gets.
 *
 * @param {unknown} error
 */
export function report(error) {
  try {
    console.error(error);
  } catch {
    // A console that throws has nobody left to tell.
  }
}

export {
  onAbort as addAbortListener,
  onPanic as addPanicListener,
  onRestart as addRestartListener,
};
