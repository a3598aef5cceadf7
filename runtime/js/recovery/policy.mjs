/** Whether there is to be a next instance, and how it is asked for. */

import { stateOf } from "../state.mjs";

/** @typedef {import("../state.mjs").State} State */

/**
 * @param {number} token
 * @param {WebAssembly.Table} table
 * @param {number} index of the function that asks for a fresh instance
 * @param {number} maxRestarts
 * @param {number} within milliseconds
 * @param {boolean} keepsTorn whether an instance goes on that an exception has torn
 */
export function enable(token, table, index, maxRestarts, within, keepsTorn) {
  const state = stateOf(token);
  if (!state.isRenewable) return warn(state);
  state.reinit = table.get(index);
  state.policy = { maxRestarts, within, keepsTorn };
}

/**
 * A policy would have an instance retired for which there is no other.
 *
 * @param {State} state
 */
function warn({ isBlind }) {
  // That has been said, and how to mend it.
  if (isBlind) return;
  console.warn(
    "unwind-export: recovery::enable has no effect, as nothing has kept what the next instance of this module would " +
      "be made of. Have wasm-bindgen write its glue with `--target web`.",
  );
}

/**
 * Has a module that stays down replace its broken instance: by one that refuses every call.
 *
 * @param {State} state
 * @param {() => void} reinit
 */
export function refuseWhenDown(state, reinit) {
  if (!state.isRenewable) return;
  state.reinit = reinit;
  state.refusesWhenDown = true;
}

/** @param {State} state */
export function mayRestart(state) {
  const { policy, isDown, restartTimes } = state;
  if (!policy || isDown) return false;
  const since = Date.now() - policy.within;
  while (restartTimes.length > 0 && restartTimes[0] <= since) restartTimes.shift();
  return restartTimes.length < policy.maxRestarts;
}

/** @param {State} state */
export function noteRestart(state) {
  state.restartTimes.push(Date.now());
}

/** @param {State} state */
export function scheduleReinit(state) {
  try {
    state.reinit?.();
  } catch {
    // In an instance that has ended every import traps once it has returned.
  }
}
