/**
 * Where panics abort: the way into every body that may fail, between two frames of wasm.
 */

import { BODIES } from "../frames.mjs";
import { isException } from "../host.mjs";
import { unwrapped } from "../instance.mjs";
import { isTrap } from "../kind.mjs";
import { doom, endBy } from "../recovery/alarm.mjs";
import { refuseWhenDown } from "../recovery/policy.mjs";
import { refusal } from "../recovery/refusal.mjs";
import { needRoom } from "../recovery/room.mjs";
import { showFeature } from "../stack.mjs";
import { stateOf } from "../state.mjs";
import { endIfLost, watch } from "./lost.mjs";
import { expectTraps, notice } from "./uncaught.mjs";

/** @typedef {import("../state.mjs").State} State */

/** What `run` gives. */
const RETURNED = 0;
const PANICKED = 1;
const THREW = 2;
const REFUSED = 3;

/**
 * Called in each instance, before anything else.
 *
 * @param {number} token
 * @param {WebAssembly.Table} table
 * @param {number} index of the function that calls a body
 * @param {number} reinit index of the function that asks for a fresh instance
 */
export function install(token, table, index, reinit) {
  const state = stateOf(token);
  state.invoke = table.get(index);
  refuseWhenDown(state, table.get(reinit));
  showFeature(BODIES);
}

/**
 * Runs a body. A panic in it, or what JavaScript threw through it, ends only the body: Rust goes on, and gives back what the
 * call had borrowed. A trap is thrown on, past all Rust. Why an instance runs no body any more is for Rust to throw.
 *
 * @param {number} token
 * @param {number} body
 */
export function run(token, body) {
  const state = stateOf(token);
  if (state.isFailing) enterFailing(state);
  if (state.isDead || state.isDoomed) return refused(state);
  try {
    state.invoke?.(body);
  } catch (error) {
    if (state.isFailing) {
      state.isFailing = false;
      state.isHooking = false;
      state.failures -= 1;
      return PANICKED;
    }
    try {
      needRoom();
    } catch {
      doom(state, error);
      throw error;
    }
    if (!isTrap(error) && !state.isDead) {
      state.exceptions += 1;
      state.exception = isException(error) ? unwrapped(state, error) : error;
      return THREW;
    }
    notice(state, error);
    endBy(state, error);
    throw error;
  }
  if (state.isFailing) endIfLost(state);
  if (state.isDead) return refused(state);
  return RETURNED;
}

/** @param {State} state */
function refused(state) {
  state.exception = refusal(state);
  return REFUSED;
}

/**
 * A hook of others' has called JavaScript while the panic is under way, or its trap has passed by every body.
 *
 * @param {State} state
 */
function enterFailing(state) {
  if (state.isHooking) state.isFailing = false;
  else endIfLost(state);
}

/**
 * Ends the instance.
 *
 * @param {number} token
 * @param {unknown} cause
 */
export const retire = (token, cause) => endBy(stateOf(token), cause);

/**
 * A panic is under way. If no body ends with its trap, it has been in a closure, a task or an export that is not
 * ours, and somebody may have caught the trap.
 *
 * @param {number} token
 * @param {boolean} isHooking whether its hook runs
 */
export function failing(token, isHooking) {
  const state = stateOf(token);
  state.isFailing = true;
  state.isHooking = isHooking;
  state.failures += 1;
  watch(state);
  expectTraps(state);
}

/**
 * The hook has run, and the trap is next.
 *
 * @param {number} token
 */
export function trapping(token) {
  const state = stateOf(token);
  state.isFailing = true;
  state.isHooking = false;
}

/** @param {number} token */
export const isModuleDown = (token) => stateOf(token).isDown;
