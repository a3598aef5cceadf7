import { hide, nameErrors } from "./errors.mjs";
import { history } from "./instance.mjs";
import { checkAlive } from "./recovery/recovery.mjs";
import { Exception, watchException } from "./panic/throw.mjs";

/** The call was in flight when its instance was ended, by a trap of another call. */
export class InstanceAbortedError extends Error {
  /**
   * @param {unknown} cause
   * @param {boolean} retryable
   */
  constructor(cause, retryable) {
    super(
      retryable
        ? "the module's instance was ended by another call; the next one takes over"
        : "the module's instance was ended by another call, and the module stays down",
      { cause },
    );
    this.kind = /** @type {const} */ ("abort");
    this.instanceId = history.id;
    this.retryable = retryable;
    hide(this, ["kind", "instanceId"]);
  }
}

nameErrors(InstanceAbortedError, "InstanceAbortedError");

/** @type {unknown} */
let lastTrap;

/** @type {unknown} */
let ending;

/** What ended the last instance that was, if that could be seen. */
export const trap = () => ending;

/**
 * Notes what is about to end the instance.
 *
 * @param {unknown} error
 */
export function noteTrap(error) {
  lastTrap = error;
}

/** Takes what was seen last for what ended the instance: outer frames trap after it. */
export function takeTrap() {
  ending = lastTrap;
  lastTrap = undefined;
  return ending;
}

const isInstance = Exception?.[Symbol.hasInstance];

/** @param {unknown} error */
export const isException = (error) => Exception && Reflect.apply(isInstance, Exception, [error]);

/**
 * The hook that tells of an abort is not told its error. But just before, the glue asks of
 * every error whether it is a `WebAssembly.Exception`, and those that are not end the instance.
 */
function watchTraps() {
  if (!Exception) return;
  try {
    Object.defineProperty(Exception, Symbol.hasInstance, {
      configurable: true,
      writable: true,
      /** @param {unknown} error */
      value: function (error) {
        const is = Reflect.apply(isInstance, this, [error]);
        if (is) {
          watchException(/** @type {object} */ (error));
        } else if (this === Exception) {
          noteTrap(error);
          queueMicrotask(checkAlive);
        }
        return is;
      },
    });
  } catch {
    // Frozen: an abort has no cause then.
  }
}

watchTraps();

export { InstanceAbortedError as InstanceAbortedErrorClass };
