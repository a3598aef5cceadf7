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
  if (!(error instanceof Error)) return undefined;
  if (OURS.has(error.name)) return /** @type {any} */ (error).kind;
  if (isTrap(error)) return "abort";
  return /** @type {any} */ (WASM_BINDGEN.get(error.message));
}

/**
 * Whether an error is one that wasm itself throws.
 *
 * @param {unknown} error
 */
export const isTrap = (error) =>
  error instanceof WebAssembly.RuntimeError ||
  (error instanceof Error && STACK_OVERFLOW.test(error.message));

const OURS = new Set(["PanicError", "InstanceAbortedError", "PoisonedError"]);

export { errorKind as kindOfError };
