import { Bun, HostError, attempt, bare } from "../host.mjs";
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
 * Readies the host for the stack of a panic, for `takeStack`. Gives nothing where there is to be none.
 *
 * @param {number} token
 * @returns {import("../stack.mjs").Trace | undefined}
 */
export function beginTrace(token) {
  const limit = stackTraceLimit();
  const trace = (stateOf(token).trace = { at: undefined, limit, token });
  return raise(limit) ? trace : undefined;
}

/**
 * Has stacks hold the frames that are left out as well. Gives whether there are any: Firefox has no limit; in V8, without
 * a number as limit, there are none.
 *
 * @param {number | undefined} limit that there is now
 */
function raise(limit) {
  if (limit !== undefined && !(typeof limit === "number" && limit > 0)) return false;
  setLimit(limit, limit && limit + HIDDEN);
  return true;
}

/** @param {import("../stack.mjs").Trace} trace */
export const endTrace = ({ limit }) => setLimit(limit, limit);

/**
 * The stack for an error that is no panic's. With no token, as none of its frames are compared with a sample's.
 *
 * @param {Function} caller
 * @returns {import("../stack.mjs").Trace}
 */
export function captureTrace(caller) {
  const limit = stackTraceLimit();
  const at = raise(limit) ? attempt(() => (Bun ? captureNamed(caller) : new HostError())) : undefined;
  const trace = { at, limit, token: 0 };
  endTrace(trace);
  return trace;
}

/**
 * Bun has names for functions of wasm, but leaves them out of the text that it makes.
 *
 * @param {Function} caller on the stack: what is above it is left out, and so is it
 */
export function captureNamed(caller) {
  const before = host.prepareStackTrace;
  host.prepareStackTrace = (/** @type {unknown} */ _, /** @type {unknown[]} */ frames) =>
    frames.map((frame) => `    at ${frame}`).join("\n");
  /** @type {{ stack?: string }} */
  const trace = {};
  try {
    host.captureStackTrace(trace, caller);
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
  // Bun looks at it no more once it has been defined anew.
  const before = Bun ? undefined : Object.getOwnPropertyDescriptor(HostError, "prepareStackTrace");
  try {
    setLimit(limit, Infinity);
    if (limit !== undefined && stackTraceLimit() !== Infinity) return "";
    if (before) Object.defineProperty(HostError, "prepareStackTrace", bare({ ...before, value: undefined }));
    const { stack } = Bun ? captureNamed(wholeStack) : new HostError();
    return String(stack ?? "");
  } catch {
    return "";
  } finally {
    setLimit(limit, limit);
    if (before) Reflect.defineProperty(HostError, "prepareStackTrace", bare(before));
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
