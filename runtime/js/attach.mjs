import { Exception } from "./host.mjs";
import { watchException } from "./panic/throw.mjs";
import { arm, checkAlive, warn } from "./recovery/recovery.mjs";
import { forgetSuspect, suspect } from "./recovery/suspect.mjs";
import { newState, shared } from "./state.mjs";

/** @typedef {import("./state.mjs").State} State */

/**
 * Takes the class through which JavaScript calls whichever instance is alive, and gives the token of its module. Each
 * instance hands it over as it is set up.
 *
 * @param {{ constructor: unknown, free(): void }} object
 * @param {WebAssembly.Table} table
 * @param {number} hasEnded index of the function that tells whether the glue has ended this instance
 */
export function attach(object, table, hasEnded) {
  const methods = /** @type {State["methods"]} */ (object.constructor);
  const state = shared.states.find((known) => known.methods === methods) ?? enter(methods);
  state.hasEnded = table.get(hasEnded);
  object.free();
  return state.token;
}

/**
 * The first instance of a module, by its glue's own class.
 *
 * @param {State["methods"]} methods
 */
function enter(methods) {
  const { states } = shared;
  if (states.length === 0) watchHost();
  else shared.current = newState();
  const state = shared.current;
  state.methods = methods;
  state.token = states.length;
  states.push(state);
  arm(state);
  return state;
}

/** What is done once for all modules, and not as these files are loaded, which only defines things. */
function watchHost() {
  if (!Exception) return;
  try {
    watchTraps();
  } catch {
    // Frozen: an abort has no cause then.
  }
}

/**
 * The hook that tells of an abort is not told its error. But just before, the glue asks of
 * every error whether it is a `WebAssembly.Exception`, and those that are not may end the instance.
 */
function watchTraps() {
  const isInstance = Exception[Symbol.hasInstance];
  /**
   * A proxy may throw when it is asked. The glue asks on an exception's way into Rust.
   *
   * @param {unknown} constructor
   * @param {unknown} error
   */
  const isOne = (constructor, error) => {
    try {
      return Reflect.apply(isInstance, constructor, [error]);
    } catch {
      return false;
    }
  };
  Object.defineProperty(Exception, Symbol.hasInstance, {
    configurable: true,
    writable: true,
    /** @param {unknown} error */
    value: function (error) {
      const is = isOne(this, error);
      if (is) {
        for (const state of shared.states) forgetSuspect(state);
        watchException(/** @type {object} */ (error));
      } else if (this === Exception) {
        for (const state of shared.states) watchFor(state, error);
      }
      return is;
    },
  });
}

/**
 * Only the glue knows whose error it is.
 *
 * @param {State} state
 * @param {unknown} error
 */
function watchFor(state, error) {
  try {
    queueMicrotask(() => checkAlive(state));
    suspect(state, error);
  } catch {
    warn(state, error);
  }
}
