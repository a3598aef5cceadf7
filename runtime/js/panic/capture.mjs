import { Bun, HostError } from "../host.mjs";
import { stateOf } from "../state.mjs";

/** Frames that are left out of a stack, for each of its captures: 25 were seen. */
const HIDDEN = 48;

/** @type {any} */
const host = HostError;

/** @param {import("../state.mjs").State} state */
export function takeStack(state) {
  const { trace = { at: undefined, limit: undefined, token: state.token } } = state;
  state.trace = undefined;
  return trace;
}

/**
 * Captures the stack of its caller, for `takeStack`. Rust calls it past wasm-bindgen's wrappers: each
 * frame takes its time. So does `Error.captureStackTrace`, three times that of an error.
 *
 * A panic is under way, and would never end if this threw.
 *
 * @param {number} token
 */
export function captureStack(token) {
  const limit = stackTraceLimit();
  /** @type {import("../stack.mjs").Trace} */
  const trace = (stateOf(token).trace = { at: undefined, limit, token });
  // Firefox has no limit. In V8, without a number as limit, there are no stacks.
  if (limit !== undefined && !(typeof limit === "number" && limit > 0)) return;
  try {
    setLimit(limit, limit && limit + HIDDEN);
    trace.at = Bun ? captureNamed() : new HostError();
  } catch {
    // Of a full stack, or a host that somebody has changed. An error without a stack is one still.
  } finally {
    setLimit(limit, limit);
  }
}

/** Bun has names for functions of wasm, but leaves them out of the text that it makes. */
function captureNamed() {
  const before = host.prepareStackTrace;
  host.prepareStackTrace = (/** @type {unknown} */ _, /** @type {unknown[]} */ frames) =>
    frames.map((frame) => `    at ${frame}`).join("\n");
  /** @type {{ stack?: string }} */
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
 * @param {number | undefined} limit that there is now
 * @param {() => T} f
 * @returns {T}
 */
export function withoutStack(limit, f) {
  setLimit(limit, undefined);
  try {
    return f();
  } finally {
    setLimit(limit, limit);
  }
}

/** The text of all of the stack, or an empty one where that cannot be had. */
export function wholeStack() {
  const limit = stackTraceLimit();
  const before = Object.getOwnPropertyDescriptor(HostError, "prepareStackTrace");
  try {
    setLimit(limit, Infinity);
    if (limit !== undefined && stackTraceLimit() !== Infinity) return "";
    if (before) Object.defineProperty(HostError, "prepareStackTrace", { ...before, value: undefined });
    const { stack } = Bun ? captureNamed() : new HostError();
    return String(stack ?? "");
  } catch {
    return "";
  } finally {
    setLimit(limit, limit);
    if (before) Reflect.defineProperty(HostError, "prepareStackTrace", before);
  }
}

const property = () => Object.getOwnPropertyDescriptor(HostError, "stackTraceLimit");

/** SES has one. */
const getter = property()?.get;

/** `Error.stackTraceLimit`, without calling a getter that somebody has put there since. */
function stackTraceLimit() {
  const { get, value } = property() ?? {};
  if (!get || get !== getter) return value;
  try {
    return Reflect.apply(get, HostError, []);
  } catch {
    return undefined;
  }
}

/**
 * Sets `Error.stackTraceLimit`, where the host has one and allows it.
 *
 * @param {number | undefined} limit that there is now
 * @param {number | undefined} wanted
 */
function setLimit(limit, wanted) {
  if (limit === undefined) return;
  try {
    HostError.stackTraceLimit = wanted;
  } catch {
    // Frozen.
  }
}
