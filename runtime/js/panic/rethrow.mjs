import { stateOf } from "../state.mjs";

/**
 * Throws what a body has ended with, for the glue to take it out of its wrapping.
 *
 * @param {number} token
 */
export function rethrow(token) {
  throw stateOf(token).exception;
}
