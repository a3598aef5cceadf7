/** What JavaScript threw through a body, where panics abort. */

import { stateOf } from "../state.mjs";

/** @param {number} token */
export function takeException(token) {
  const state = stateOf(token);
  const { exception } = state;
  state.exception = undefined;
  return exception;
}

/**
 * Throws it, for the glue to take it out of its wrapping.
 *
 * @param {number} token
 */
export function rethrow(token) {
  throw stateOf(token).exception;
}
