/**
 * What the glue takes for the end of an instance, and is none: the error of an argument that
 * could not be converted. Wasm was not entered, so no frame of Rust has been passed by.
 */

import { isStackOverflow, isTrap } from "../kind.mjs";
import { stateOf } from "../state.mjs";
import { needRoom } from "./room.mjs";

/** @typedef {import("../state.mjs").State} State */

/** What glue with an abort handler makes of all that imports throw, where panics abort. */
const CRITICAL = "Critical error";

/**
 * Takes note of an error that may end the instance.
 *
 * @param {State} state
 * @param {unknown} error
 */
export function suspect(state, error) {
  if (state.probe && error === state.probe) {
    state.seesImports = true;
    return;
  }
  state.suspect = { error, isLate: true };
  // Ended before, perhaps with a hook that failed on a full stack.
  state.suspect.isLate = state.hasEnded();
}

/** @param {State} state */
export function forgetSuspect(state) {
  state.suspect = undefined;
}

/**
 * Whether the instance goes on, though the glue says that it has ended: asked by the abort hook.
 * Glue of the legacy flavour shows us errors of imports as well, and then a result of an import
 * that could not be converted looks the same, with frames of Rust passed by: only where no call has been
 * entered that has not ended, it cannot be that.
 *
 * @param {number} token
 * @param {number} isInside 1 if a call of ours is on the stack, or was passed by, and 0 if not
 */
export function isFalseAlarm(token, isInside) {
  needRoom();
  const state = stateOf(token);
  const { isDead, seesImports, suspect } = state;
  if (isDead || (seesImports && isInside) || !suspect || suspect.isLate || endsInstance(suspect.error)) return false;
  forgetSuspect(state);
  return true;
}

/**
 * Whether an error may be one that passes frames of wasm, of whatever realm.
 *
 * @param {unknown} error
 */
export function endsInstance(error) {
  try {
    const { name, message } = Object(error);
    return isTrap(error) || name === "RuntimeError" || isStackOverflow(message) || message === CRITICAL;
  } catch {
    // A proxy, or a getter.
    return false;
  }
}

/**
 * Throws to Rust, which catches it, to see whether the glue shows us what an import throws.
 *
 * @param {number} token
 */
export function probe(token) {
  throw (stateOf(token).probe = {});
}
