/**
 * Panics that nobody catches. One that another replaces as it unwinds leaves the thread counted as panicking for ever, and so does
 * one of a destructor that the garbage collector runs: wasm-bindgen calls that outside of any catch. Locks are not
 * poisoned any more then. Where panics abort, its trap may pass by every body of ours, or be caught in JavaScript.
 */

import { queueMicrotask } from "../host.mjs";
import { endIfPanicking } from "../instance.mjs";
import { countCalls } from "../stack.mjs";
import { stateOf } from "../state.mjs";
import { wholeStack } from "./capture.mjs";

/** @typedef {import("../state.mjs").State} State */

/**
 * The thread still counts as panicking once a panic has been caught. Gives whether one was lost for certain: if no other
 * call is on the stack, as far as that shows. Otherwise another call may be unwinding, whose destructor has made this one.
 *
 * @param {number} token
 */
export function isPanicLost(token) {
  watch(stateOf(token));
  return countCalls(wholeStack()) === 1;
}

/**
 * A panic has begun: has the instance looked at once no call is on the stack.
 *
 * @param {State} state
 */
export function watch(state) {
  if (state.isWatched) return;
  state.isWatched = true;
  queueMicrotask(() => look(state));
}

/**
 * The same of what unwinds and is no panic of its own.
 *
 * @param {number} token
 */
export const unwinding = (token) => watch(stateOf(token));

/** @param {State} state */
function look(state) {
  state.isWatched = false;
  // Rust has caught it.
  if (!state.isPanicking()) state.begun = [];
  // workerd runs microtasks within the first `console.error`, which another panic hook may call. Once that
  // panic has left Rust, it is watched again.
  else if (countCalls(wholeStack()) === 0) endIfLost(state);
}

/**
 * Has the instance ended if a panic was lost.
 *
 * @param {State} state
 */
export function endIfLost(state) {
  const { failures, isDead } = state;
  state.isFailing = false;
  state.isHooking = false;
  state.failures = 0;
  if (isDead) return;
  try {
    endIfPanicking(state, failures > 0);
  } catch {
    // That has ended the instance, and was told by its abort.
  }
}
