import { Exception } from "./host.mjs";
import { watchException } from "./panic/throw.mjs";
import { arm, checkAlive, warn } from "./recovery/recovery.mjs";
import { forgetSuspect, suspect } from "./recovery/suspect.mjs";
import { state } from "./state.mjs";

/**
 * Takes the class through which JavaScript calls whichever instance is alive. Each instance hands it
 * over as it is set up.
 *
 * @param {{ constructor: unknown, free(): void }} object
 * @param {WebAssembly.Table} table
 * @param {number} hasEnded index of the function that tells whether the glue has ended this instance
 */
export function attach(object, table, hasEnded) {
  if (!state.methods) setUp();
  state.hasEnded = table.get(hasEnded);
  state.methods = /** @type {any} */ (object.constructor);
  object.free();
}

/** What is done once for a module, and not as these files are loaded, which only defines things. */
function setUp() {
  arm();
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
        forgetSuspect();
        watchException(/** @type {object} */ (error));
      } else if (this === Exception) {
        try {
          queueMicrotask(checkAlive);
          suspect(error);
        } catch {
          warn(error);
        }
      }
      return is;
    },
  });
}
