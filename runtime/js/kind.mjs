/** Engines' words for a stack that is full: V8 and JavaScriptCore, and Firefox. */
const STACK_OVERFLOW = /^(Maximum call stack size exceeded|too much recursion)/;

/** wasm-bindgen's words, by what they are about. */
const WASM_BINDGEN = new Map([
  ["Module terminated", "abort"],
  ["Invalid stale object from previous Wasm instance", "stale"],
  ["Cannot invoke closure from previous WASM instance", "stale"],
]);

/**
 * What kind of failure an error stands for, if it is one of Rust's: `"panic"`, `"abort"`,
 * `"poisoned"` or `"stale"`. Errors of every module built with unwind-export are known,
 * and so are raw traps.
 *
 * @param {unknown} error
 * @returns {"panic" | "abort" | "poisoned" | "stale" | undefined}
 */
export function errorKind(error) {
  try {
    return kindOf(error);
  } catch {
    // A proxy that throws, or a getter.
    return undefined;
  }
}

/**
 * @param {unknown} error
 * @returns {"panic" | "abort" | "poisoned" | "stale" | undefined}
 */
function kindOf(error) {
  if (!(error instanceof Error)) return undefined;
  if (OURS.has(error.name)) return /** @type {any} */ (error).kind;
  if (isTrap(error)) return "abort";
  return /** @type {any} */ (WASM_BINDGEN.get(error.message));
}

/**
 * Whether an error is one that wasm itself throws. Does not throw, whatever the error does.
 *
 * @param {unknown} error
 */
export function isTrap(error) {
  try {
    return error instanceof WebAssembly.RuntimeError ||
      (error instanceof Error && isStackOverflow(error.message));
  } catch {
    return false;
  }
}

/** @param {string} message */
export const isStackOverflow = (message) => STACK_OVERFLOW.test(message);

const OURS = new Set(["PanicError", "InstanceAbortedError", "PoisonedError"]);

export { errorKind as kindOfError };
