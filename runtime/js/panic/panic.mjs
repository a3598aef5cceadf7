import { PanicError, originOf } from "../errors.mjs";
import { bare, isError } from "../host.mjs";
import { notify } from "../listeners.mjs";
import { stateOf } from "../state.mjs";
import { toText } from "../text.mjs";
import { takeStack, withoutStack } from "./capture.mjs";
import { watch } from "./lost.mjs";

/** So many panics are remembered that have begun: Rust catches some, and tells nobody. */
const MOST = 16;

/** Where std says of a panic that it cannot unwind: the one before it says why. */
const LAST_WORDS = /\/core\/src\/panicking\.rs$/;

/**
 * The error of a panic whose stack has been captured. Never throws, and calls nobody: the panic is just
 * under way. What would is left to `complete`.
 *
 * @param {number} token
 * @param {unknown} payload
 * @param {boolean} opaque whether `payload` only says what the message is
 * @param {string} file
 * @param {number} line
 * @param {number} column
 * @param {number} id
 */
export function newPanicError(token, payload, opaque, file, line, column, id) {
  const state = stateOf(token);
  watch(state);
  const trace = takeStack(state);
  const isComplete = Object(payload) !== payload;
  const origin = {
    file,
    line,
    column,
    payload: opaque ? undefined : payload,
    id,
    token,
    instanceId: state.instanceId,
    exportName: undefined,
    isComplete,
  };
  const message = isComplete ? String(payload) : "";
  // The stack is `trace`: one of the constructor's own would cost as much again.
  const error = withoutStack(trace.limit, () => new PanicError(message, origin, trace));
  if (!LAST_WORDS.test(file) && state.begun.push(error) > MOST) state.begun.shift();
  return error;
}

/**
 * Adds what an object that a panic carries says of itself, before anybody sees the error.
 *
 * @param {PanicError} error
 */
export function complete(error) {
  const origin = known(error);
  if (origin.isComplete) return;
  // First: the object's own code may panic.
  origin.isComplete = true;
  const { payload } = origin;
  change(error, "message", toText(payload));
  if (isError(payload)) change(error, "cause", payload);
}

/** @param {PanicError} error */
const known = (error) => /** @type {import("../errors.mjs").Origin} */ (originOf(error));

/**
 * Changes a field, if the user has not frozen the error meanwhile. Gives whether it could be.
 *
 * @param {PanicError} error
 * @param {string} field
 * @param {unknown} value
 */
export function change(error, field, value) {
  const rest = Object.hasOwn(error, field) ? {} : { configurable: true, enumerable: true, writable: true };
  return Reflect.defineProperty(error, field, bare({ value, ...rest }));
}

/**
 * The number of the panic of this instance behind a PanicError, 0 for one of another instance,
 * undefined for any other value.
 *
 * @param {number} token
 * @param {unknown} value
 */
export function panicId(token, value) {
  const origin = originOf(value);
  if (!origin) return undefined;
  const isOwn = origin.token === token && origin.instanceId === stateOf(token).instanceId;
  return isOwn ? origin.id : 0;
}

/**
 * Whether a panic has left Rust.
 *
 * @param {PanicError} error
 */
export const hasLeft = (error) => known(error).exportName !== undefined;

/** What Rust is told of a panic that carried no text, and past the end of text. */
const NO_TEXT = -2;
const END = -1;

/**
 * A unit of the text that a panic carried.
 *
 * @param {PanicError} error
 * @param {number} at
 */
export function carriedUnit(error, at) {
  const { payload } = known(error);
  if (typeof payload !== "string") return NO_TEXT;
  return at < payload.length ? payload.charCodeAt(at) : END;
}

/**
 * Notes that a panic has left Rust, for the first time, and tells the listeners.
 *
 * @param {number} token
 * @param {PanicError} error
 * @param {string} exportName
 */
export function reachBoundary(token, error, exportName) {
  const state = stateOf(token);
  forget(state, error);
  complete(error);
  known(error).exportName = exportName;
  change(error, "exportName", exportName);
  state.panics += 1;
  watch(state);
  notify(state.panicListeners, error);
}

/**
 * Tells of a panic that no boundary has seen.
 *
 * @param {number} token
 * @param {PanicError} error
 */
export function tellUnseen(token, error) {
  const state = stateOf(token);
  forget(state, error);
  complete(error);
  state.panics += 1;
  notify(state.panicListeners, error);
}

/**
 * @param {import("../state.mjs").State} state
 * @param {PanicError} error of a panic that is over
 */
function forget(state, error) {
  state.begun = state.begun.filter((one) => one !== error);
}
