import { sample } from "../instance.mjs";
import { needRoom } from "../recovery/room.mjs";
import { stateOf } from "../state.mjs";
import { takeStack } from "./capture.mjs";

/** @typedef {import("../state.mjs").State} State */

/**
 * A stack that begins as that of every panic in this module does: with the hook, and with what of std has called
 * it. In a module without names nothing else tells these frames. Undefined where it cannot be had.
 *
 * @param {number} token
 */
export function sampleOf(token) {
  const state = stateOf(token);
  return (state.sample ??= take(state));
}

/** @param {State} state */
function take(state) {
  if (state.isDead) return undefined;
  try {
    needRoom();
    sample(state);
    return takeStack(state).at;
  } catch {
    return undefined;
  }
}
