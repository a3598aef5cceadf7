/**
 * Errors of calls that are refused before they run. In their stacks, as in those of panics, the user's code comes first:
 * the frames of this package would take up what the engine has room for.
 */

import { PoisonedError, setStack } from "../errors.mjs";
import { bare } from "../host.mjs";
import { STALE_OBJECT } from "../kind.mjs";
import { wasStale } from "../recovery/stale.mjs";
import { isOfWasm, readStack } from "../stack.mjs";
import { toText } from "../text.mjs";
import { captureTrace, withoutStack } from "./capture.mjs";

/**
 * @param {string} exportName
 * @param {string} className
 * @param {unknown} cause
 */
export function newPoisonedError(exportName, className, cause) {
  const message = `${exportName}: a panic may have left this ${className} half-changed`;
  return withCallersStack(() => new PoisonedError(message, className, cause));
}

/**
 * @param {string} exportName
 * @param {string} parameter
 * @param {string} expected
 * @param {unknown} value
 */
export function newTypeError(exportName, parameter, expected, value) {
  const type = value === null ? "null" : typeof value;
  return newArgumentError(exportName, parameter, `expected ${expected}, got a value of type ${type}`, false);
}

/** What has no name of the user's. */
const SUBJECTS = new Map([
  ["self", "the object"],
  ["", "its result"],
]);

/**
 * @param {string} exportName
 * @param {string} parameter
 * @param {string} reason
 * @param {boolean} isLost
 */
export function newArgumentError(exportName, parameter, reason, isLost) {
  const subject = SUBJECTS.get(parameter) ?? `parameter \`${parameter}\``;
  const lost = isLost ? "; the object was given up by this call, and JavaScript has lost it" : "";
  const why = wasStale() ? STALE_OBJECT : reason + lost;
  return withCallersStack(() => new Error(`${exportName}: ${subject}: ${why}`));
}

/**
 * @template {Error} E
 * @param {() => E} make
 */
function withCallersStack(make) {
  const trace = captureTrace(withCallersStack);
  const error = withoutStack(trace.limit, make);
  const title = toText(error);
  /** @type {string | undefined} */
  let stack;
  const get = () => (stack ??= readStack(trace, title, fromExport));
  const set = (/** @type {unknown} */ value) => setStack(error, value);
  Object.defineProperty(error, "stack", bare({ configurable: true, get, set }));
  return error;
}

/**
 * The last frame of the innermost call of wasm, and those below.
 *
 * @param {import("../stack.mjs").Frame[]} frames
 */
export function fromExport(frames) {
  const first = frames.findIndex(isOfWasm);
  const caller = frames.findIndex((frame, i) => i > first && !isOfWasm(frame));
  return first < 0 || caller < 0 ? frames : frames.slice(caller - 1);
}
