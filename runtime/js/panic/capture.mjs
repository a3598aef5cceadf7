import { state } from "../state.mjs";

/** Frames that are left out of a stack, for each of its captures: 25 were seen. */
const HIDDEN = 48;

export function takeStack() {
  const { trace } = state;
  state.trace = {};
  return trace;
}

/**
 * Captures the stack of its caller, for `takeStack`. Rust calls it past wasm-bindgen's wrappers: each
 * frame takes its time. So does `Error.captureStackTrace`, three times that of an error.
 */
export function captureStack() {
  const limit = Error.stackTraceLimit;
  /** @type {import("../stack.mjs").Trace} */
  const trace = (state.trace = { limit });
  // Firefox has no limit. In V8, without a number as limit, there are no stacks.
  if (limit !== undefined && !(typeof limit === "number" && limit > 0)) return;
  setLimit(limit && limit + HIDDEN);
  try {
    trace.at = "Bun" in globalThis ? captureNamed() : new Error();
  } finally {
    // Also on a stack that is full.
    setLimit(limit);
  }
}

/** Bun has names for functions of wasm, but leaves them out of the text that it makes. */
function captureNamed() {
  const host = /** @type {any} */ (Error);
  const before = host.prepareStackTrace;
  host.prepareStackTrace = (/** @type {unknown} */ _, /** @type {unknown[]} */ frames) =>
    frames.map((frame) => `    at ${frame}`).join("\n");
  const trace = {};
  try {
    host.captureStackTrace(trace, captureStack);
  } finally {
    host.prepareStackTrace = before;
  }
  return trace;
}

/**
 * Calls `f` such that errors that are made have no stack at all.
 *
 * @template T
 * @param {() => T} f
 * @returns {T}
 */
export function withoutStack(f) {
  const limit = Error.stackTraceLimit;
  setLimit(undefined);
  try {
    return f();
  } finally {
    setLimit(limit);
  }
}

/**
 * Sets `Error.stackTraceLimit`, where the host has one and allows it.
 *
 * @param {number | undefined} limit
 */
function setLimit(limit) {
  if (!Object.hasOwn(Error, "stackTraceLimit")) return;
  try {
    Error.stackTraceLimit = limit;
  } catch {
    // Frozen.
  }
}
