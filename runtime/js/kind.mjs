import { isError } from "./host.mjs";

/** Engines' words for a stack that is full: V8 and JavaScriptCore, and Firefox. */
const STACK_OVERFLOW = /^(Maximum call stack size exceeded|too much recursion)/;

/** wasm-bindgen's words for an object of an instance that has ended. Ours have the call before them. */
export const STALE_OBJECT = "Invalid stale object from previous Wasm instance";

/** wasm-bindgen's words, by what they are about. */
const WASM_BINDGEN = new Map([
  ["Module terminated", "abort"],
  // Of glue with an abort handler, for whatever reached it where panics abort.
  ["Critical error", "abort"],
  ["Cannot invoke closure from previous WASM instance", "stale"],
]);

/** Our errors, by their names. */
const OURS = new Map([
  ["PanicError", "panic"],
  ["InstanceAbortedError", "abort"],
  ["PoisonedError", "poisoned"],
]);

/**
 * What kind of failure an error stands for, if it is one of Rust's: `"panic"`, `"abort"`,
 * `"poisoned"` or `"stale"`. Errors of every module built with unwind-export are known,
 * and so are raw traps. Never throws.
 *
 * @param {unknown} error
 * @returns {"panic" | "abort" | "poisoned" | "stale" | undefined}
 */
export function errorKind(error) {
  try {
    return /** @type {any} */ (kindOf(error));
  } catch {
    // Of a property of the error.
    return undefined;
  }
}

/** @param {unknown} error */
function kindOf(error) {
  if (!isError(error)) return undefined;
  const kind = OURS.get(error.name);
  if (kind) {
    const said = /** @type {any} */ (error).kind;
    return said === kind || isPlainPanic(error) ? kind : undefined;
  }
  if (isTrap(error)) return "abort";
  return error.message.endsWith(STALE_OBJECT) ? "stale" : WASM_BINDGEN.get(error.message);
}

/**
 * Whether it is of the class that wasm-bindgen has for panics of what it exports itself. May throw.
 *
 * @param {unknown} error
 * @returns {error is Error}
 */
export const isPlainPanic = (error) =>
  isError(error) &&
  error.constructor.name === "PanicError" &&
  !("kind" in error) &&
  Object.getPrototypeOf(error).name === "PanicError";

/**
 * Whether an error is one that wasm itself throws. Never throws.
 *
 * @param {unknown} error
 */
export function isTrap(error) {
  try {
    return (
      error instanceof WebAssembly.RuntimeError ||
      (isError(error) && isStackOverflow(error.message))
    );
  } catch {
    return false;
  }
}

/** @param {string} message */
export const isStackOverflow = (message) => STACK_OVERFLOW.test(message);

/** Whether Rust means the same value. */
export const isSame = Object.is;

export { errorKind as kindOfError };
