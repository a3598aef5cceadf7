/**
 * Where panics abort: the way into every body that may fail, between two frames of wasm.
 */

import { isException, noteTrap } from "../abort.mjs";
import { history, instance } from "../instance.mjs";
import { isTrap } from "../kind.mjs";
import { aborted, replaceWhenDown, isModuleDown, refusal } from "../recovery/recovery.mjs";

/** What `run` gives. */
const RETURNED = 0;
const PANICKED = 1;
const THREW = 2;

/** @type {(body: number) => void} */
let invoke;

/** Whether the trap that follows is that of a panic, whose payload Rust has. */
let isFailing = false;

/** @type {unknown} */
let exception;

/**
 * Called in each instance, before anything else.
 *
 * @param {WebAssembly.Table} table
 * @param {number} index of the function that calls a body
 * @param {number} request index of the function that asks for a fresh instance
 */
export function install(table, index, request) {
  invoke = table.get(index);
  replaceWhenDown(table.get(request));
}

/**
 * Runs a body. A panic in it, or what JavaScript threw through it, ends only the body: Rust goes
 * on, and gives back what the call had borrowed. A trap is thrown on, past all Rust.
 *
 * @param {number} body
 */
export function run(body) {
  if (history.isDead) throw refusal();
  isFailing = false;
  try {
    invoke(body);
  } catch (error) {
    if (isFailing) {
      isFailing = false;
      return PANICKED;
    }
    if (!isTrap(error) && !history.isDead) {
      exception = isException(error) ? unwrapped(error) : error;
      return THREW;
    }
    noteTrap(error);
    aborted();
    throw error;
  }
  if (history.isDead) throw refusal();
  return RETURNED;
}

/**
 * What the glue has wrapped, where it was made with an abort handler: only the glue can tell.
 *
 * @param {unknown} error
 */
function unwrapped(error) {
  exception = error;
  try {
    instance().rethrow();
  } catch (value) {
    return value;
  }
}

export function rethrow() {
  throw exception;
}

export function failing() {
  isFailing = true;
}

export function takeException() {
  const error = exception;
  exception = undefined;
  return error;
}

/** @param {unknown} cause */
export function retire(cause) {
  noteTrap(cause);
  aborted();
}

export { isModuleDown };
