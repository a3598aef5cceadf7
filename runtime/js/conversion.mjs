/** Conversions that are the user's own. */

import { isException } from "./host.mjs";
import { unwrapped } from "./instance.mjs";
import { valueIn } from "./recovery/foreign.mjs";
import { endsInstance } from "./recovery/suspect.mjs";
import { stateOf } from "./state.mjs";

/**
 * Runs one. What it throws is kept for Rust, and passes by no frame of that but its own.
 *
 * @param {number} token
 * @param {number} index of the function that runs it
 * @param {number} conversion
 */
export function convert(token, index, conversion) {
  const state = stateOf(token);
  const { isConverting } = state;
  state.isConverting = true;
  try {
    state.table.get(index)(conversion);
  } catch (error) {
    if (endsInstance(error)) throw error;
    state.exception = isException(error) ? thrownIn(state, /** @type {object} */ (error)) : error;
  } finally {
    state.isConverting = isConverting;
  }
}

/**
 * @param {import("./state.mjs").State} state
 * @param {object} exception
 */
function thrownIn(state, exception) {
  if (state.invoke) return unwrapped(state, exception);
  const value = valueIn(state, exception);
  // Of another module: it is none of ours to stop.
  if (!value) throw exception;
  return value[0];
}
