/** Calls of the instance that is alive, by the numbers that Rust knows. A call that takes over makes it. */

/** @typedef {import("./state.mjs").State} State */

const TOUCH = 0;
const END = 1;
const END_IF_PANICKING = 2;
const THROW_OWN = 3;
const RETHROW = 4;
const ABANDONED = 5;
const TAKEN_OVER = 6;
const SAMPLE = 7;

/** @param {State} state */
export const touch = ({ methods }) => methods.call(TOUCH);

/**
 * Traps.
 *
 * @param {State} state
 */
export const end = ({ methods }) => methods.call(END);

/**
 * @param {State} state
 * @param {boolean} hasTrapped
 */
export const endIfPanicking = ({ methods }, hasTrapped) => methods.call(END_IF_PANICKING, hasTrapped ? 1 : 0);

/**
 * @param {State} state
 * @param {object} value
 */
export const throwOwn = ({ methods }, value) => methods.call(THROW_OWN, 0, value);

/**
 * What the glue has wrapped, where it was made with an abort handler: only the glue can tell.
 *
 * @param {State} state
 * @param {unknown} error
 */
export function unwrapped(state, error) {
  state.exception = error;
  try {
    state.methods.call(RETHROW);
  } catch (value) {
    return value;
  }
}

/**
 * @param {State} state
 * @param {number} task
 * @param {unknown} error
 */
export const abandon = ({ methods }, task, error) => methods.call(ABANDONED, task, error);

/**
 * @param {State} state
 * @param {number} restarts
 * @param {unknown} cause
 */
export const tookOver = ({ methods }, restarts, cause) => methods.call(TAKEN_OVER, restarts, cause);

/** @param {State} state */
export const sample = ({ methods }) => methods.call(SAMPLE);
