/** Notices the end of an instance that the abort hook could not tell of. */

import { aborted } from "./recovery.mjs";
import { forgetSuspect, suspect } from "./suspect.mjs";

/** @typedef {import("../state.mjs").State} State */

/**
 * Ends the instance, where the glue would not.
 *
 * @param {State} state
 * @param {unknown} cause
 */
export function endBy(state, cause) {
  try {
    suspect(state, cause);
    aborted(state);
  } catch {
    doom(state, cause);
  }
}

/**
 * Says on a full stack that the instance has ended. What follows from it is done by a frame further out, or
 * when the stack is clear.
 *
 * @param {State} state
 * @param {unknown} error
 */
export function doom(state, error) {
  state.isDoomed = true;
  warn(state, error);
}

/**
 * Has `checkAlive` called although the stack is full.
 *
 * @param {State} state
 * @param {unknown} error that may have ended the instance
 */
export function warn(state, error) {
  state.suspect = { error, isLate: true };
  state.alarm?.();
  // Once: Node would want to tell of the second time.
  state.alarm = undefined;
}

/**
 * Readies `alarm`, which is no function of JavaScript and needs hardly any room on the stack.
 *
 * @param {State} state
 */
export function arm(state) {
  const promise = new Promise((resolve) => {
    state.alarm = /** @type {() => void} */ (resolve);
  });
  promise.then(() => {
    arm(state);
    checkAlive(state);
  });
}

/**
 * Makes good for an abort hook that was replaced, whose place in memory was overwritten, or that had no room.
 *
 * @param {State} state
 */
export function checkAlive(state) {
  if (!state.isDead && (state.isDoomed || state.hasEnded())) aborted(state);
  forgetSuspect(state);
}
