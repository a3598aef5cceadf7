/**
 * The instance that is alive, and what it has been through.
 *
 * @typedef {{
 *   poll(task: number): boolean,
 *   abandon(task: number, error: unknown): boolean,
 *   wake(waker: number): void,
 *   touch(): void,
 *   restarted(restarts: number, cause: unknown): void,
 *   end(): void,
 *   rethrow(): void,
 * }} Instance
 */

/** @type {Instance} */
let current;

/**
 * Counted since the module was loaded. `id` is the number of the instance, from 1; `isDead`
 * from the trap that ends an instance until the next one has been made.
 */
export const history = { id: 1, panics: 0, aborts: 0, restarts: 0, isDead: false };

/**
 * Takes the class through which tasks are polled. Its static methods always call the
 * instance that is alive; an object would go stale.
 *
 * @param {{ constructor: unknown, free(): void }} object
 */
export function attach(object) {
  current = /** @type {Instance} */ (/** @type {unknown} */ (object.constructor));
  object.free();
}

/** @returns {Instance} */
export const instance = () => current;
