/** @template T @typedef {(event: T) => void} Listener */

/** @template T */
class Listeners {
  /** @type {Set<{ listener: Listener<T> }>} */
  #entries = new Set();

  get isEmpty() {
    return this.#entries.size === 0;
  }

  /**
   * Gives a function that takes the listener away again. Added twice, it is called twice.
   *
   * @param {Listener<T>} listener
   */
  add(listener) {
    if (typeof listener !== "function") throw new TypeError("a listener is a function");
    const entry = { listener };
    this.#entries.add(entry);
    return () => void this.#entries.delete(entry);
  }

  /**
   * Calls those that are there now, each for itself: one that throws changes nothing.
   *
   * @param {T} event
   */
  notify(event) {
    for (const { listener } of [...this.#entries]) {
      try {
        listener(event);
      } catch (error) {
        report(error);
      }
    }
  }
}

/** @type {Listeners<import("./panic/panic.mjs").PanicError>} */
const panicListeners = new Listeners();

/**
 * Has `listener` called with every panic that reaches a boundary, once, at the first.
 *
 * @param {Listener<import("./panic/panic.mjs").PanicError>} listener
 */
export const onPanic = (listener) => panicListeners.add(listener);

/** @type {Listeners<import("./abort.mjs").InstanceAbortedError>} */
const abortListeners = new Listeners();

/**
 * Has `listener` called when an instance has been ended.
 *
 * @param {Listener<import("./abort.mjs").InstanceAbortedError>} listener
 */
export const onAbort = (listener) => abortListeners.add(listener);

/** @typedef {{ instanceId: number, restarts: number, cause: unknown }} Restart */

/** @type {Listeners<Restart>} */
const restartListeners = new Listeners();

/**
 * Has `listener` called when a fresh instance has taken over.
 *
 * @param {Listener<Restart>} listener
 */
export const onRestart = (listener) => restartListeners.add(listener);

export const hasPanicListeners = () => !panicListeners.isEmpty;

/** @param {import("./panic/panic.mjs").PanicError} error */
export const panicked = (error) => panicListeners.notify(error);

/** @param {import("./abort.mjs").InstanceAbortedError} error */
export const aborted = (error) => abortListeners.notify(error);

/** @param {Restart} restart */
export const restarted = (restart) => restartListeners.notify(restart);

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
