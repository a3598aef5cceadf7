import { PanicError, PoisonedError, originOf } from "../errors.mjs";
import { notify } from "../listeners.mjs";
import { state } from "../state.mjs";
import { takeStack, withoutStack } from "./capture.mjs";

/**
 * The error of a panic whose stack has been captured. Never throws.
 *
 * @param {unknown} payload
 * @param {boolean} opaque whether `payload` only says what the message is
 * @param {string} file
 * @param {number} line
 * @param {number} column
 * @param {number} id
 */
export function newPanicError(payload, opaque, file, line, column, id) {
  const trace = takeStack();
  const message = toText(payload);
  const carried = opaque ? undefined : payload;
  const origin = { file, line, column, id, instanceId: state.instanceId };
  // The stack is `trace`: one of the constructor's own would cost as much again.
  return withoutStack(() => new PanicError(message, origin, carried, trace));
}

/** @param {unknown} value */
function toText(value) {
  try {
    return String(value);
  } catch {
    return "a panic with a value that has no string form";
  }
}

/** @param {unknown} error */
export const messageOf = (error) => toText(error instanceof Error ? error.message : error);

/**
 * The number of the panic of this instance behind a PanicError, 0 for one of another instance,
 * undefined for any other value.
 *
 * @param {unknown} value
 */
export function panicId(value) {
  const origin = originOf(value);
  return origin && (origin.instanceId === state.instanceId ? origin.id : 0);
}

/** @param {PanicError} error */
export const hasLeft = (error) => originOf(error)?.exportName !== undefined;

/**
 * Notes that a panic has left Rust, for the first time, and tells the listeners.
 *
 * @param {PanicError} error
 * @param {string} exportName
 */
export function reachBoundary(error, exportName) {
  const origin = /** @type {import("../errors.mjs").Origin} */ (originOf(error));
  error.exportName = origin.exportName = exportName;
  state.panics += 1;
  notify(state.panicListeners, error);
}

/**
 * @param {PanicError} error
 * @param {unknown} failure
 */
export function mapperFailed(error, failure) {
  error.cause = failure;
}

/**
 * @param {string} exportName
 * @param {string} className
 * @param {unknown} cause
 */
export const newPoisonedError = (exportName, className, cause) =>
  new PoisonedError(
    `${exportName}: a panic may have left this ${className} half-changed`,
    className,
    cause,
  );

/**
 * @param {string} exportName
 * @param {string} parameter
 * @param {string} reason
 * @param {boolean} isLost
 */
export function newArgumentError(exportName, parameter, reason, isLost) {
  const subject = parameter === "self" ? "the object" : `parameter \`${parameter}\``;
  const lost = isLost ? "; the object was given up by this call, and JavaScript has lost it" : "";
  return new Error(`${exportName}: ${subject}: ${reason}${lost}`);
}
