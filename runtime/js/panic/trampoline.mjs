/**
 * Where panics abort: the way into every body that may fail, between two frames of wasm.
 */

import { isException } from "../host.mjs";
import { isTrap } from "../kind.mjs";
import { aborted, doom, refusal, replaceWhenDown } from "../recovery/recovery.mjs";
import { needRoom } from "../recovery/room.mjs";
import { suspect } from "../recovery/suspect.mjs";
import { state } from "../state.mjs";

/** What `run` gives. */
const RETURNED = 0;
const PANICKED = 1;
const THREW = 2;

/**
 * Called in each instance, before anything else.
 *
 * @param {WebAssembly.Table} table
 * @param {number} index of the function that calls a body
 * @param {number} reinit index of the function that asks for a fresh instance
 */
export function install(table, index, reinit) {
  state.invoke = table.get(index);
  replaceWhenDown(table.get(reinit));
}

/**
 * Runs a body. A panic in it, or what JavaScript threw through it, ends only the body: Rust goes
 * on, and gives back what the call had borrowed. A trap is thrown on, past all Rust.
 *
 * @param {number} body
 */
export function run(body) {
  if (state.isDead || state.isDoomed) throw refusal();
  state.isFailing = false;
  try {
    state.invoke(body);
  } catch (error) {
    if (state.isFailing) {
      state.isFailing = false;
      state.failures -= 1;
      return PANICKED;
    }
    try {
      needRoom();
    } catch {
      doom(error);
      throw error;
    }
    if (!isTrap(error) && !state.isDead) {
      state.exception = isException(error) ? unwrapped(error) : error;
      return THREW;
    }
    retire(error);
    throw error;
  }
  if (state.isDead) throw refusal();
  return RETURNED;
}

/**
 * Ends the instance.
 *
 * @param {unknown} cause
 */
export function retire(cause) {
  try {
    suspect(cause);
    aborted();
  } catch {
    doom(cause);
  }
}

/**
 * What the glue has wrapped, where it was made with an abort handler: only the glue can tell.
 *
 * @param {unknown} error
 */
function unwrapped(error) {
  state.exception = error;
  try {
    state.methods.rethrow();
  } catch (value) {
    return value;
  }
}

export function rethrow() {
  throw state.exception;
}

export function failing() {
  state.isFailing = true;
  state.failures += 1;
}

export function takeException() {
  const { exception } = state;
  state.exception = undefined;
  return exception;
}

export const isModuleDown = () => state.isDown;
