import { InstanceAbortedError } from "../errors.mjs";

/** @typedef {import("../state.mjs").State} State */

/**
 * @param {State} state
 * @param {unknown} cause
 * @param {boolean} retryable
 */
export const newAbortedError = (state, cause, retryable) =>
  new InstanceAbortedError(fate(state, retryable), cause, state.instanceId, retryable);

/**
 * @param {State} state
 * @param {boolean} retryable
 */
function fate({ isReplaced }, retryable) {
  if (isReplaced) return "the module was loaded again, and this instance was ended";
  const next = retryable ? "; the next one takes over" : ", and the module stays down";
  return `the module's instance was ended by another call${next}`;
}

/**
 * What a call throws that an instance cannot serve any more.
 *
 * @param {State} state
 */
export const refusal = (state) => newAbortedError(state, state.cause, !state.isDown);
