/**
 * Throwing what leaves Rust.
 *
 * wasm-bindgen's `throw_val` throws a value to an adapter, which catches it and throws it again as a
 * `WebAssembly.Exception`, and the glue of exports takes it out of that. This takes as long as the rest of a panic. So
 * once the glue has been seen to do so by the exception's methods, it gets the value in an object with the same ones.
 */

import { Exception } from "../host.mjs";
import { stateOf, states } from "../state.mjs";

/** A value on its way to the glue. */
class Wrapped {
  #value;

  /** @param {unknown} value */
  constructor(value) {
    this.#value = value;
  }

  is() {
    return true;
  }

  getArg() {
    return this.#value;
  }
}

if (Exception) Object.setPrototypeOf(Wrapped.prototype, Exception.prototype);

/**
 * Has `throwStashed` throw a value as it is.
 *
 * @param {number} token
 * @param {unknown} value
 */
export function stash(token, value) {
  stateOf(token).stashed = value;
}

/**
 * Has `throwStashed` throw a value to the glue. Not yet, if this is false: then `throw_val` is to throw it.
 *
 * @param {number} token
 * @param {unknown} value
 */
export function stashWrapped(token, value) {
  const state = stateOf(token);
  if (!state.isUnwrapped) {
    // Only an object is known again.
    state.expected = typeof value === "object" && value ? value : undefined;
    return false;
  }
  state.stashed = new Wrapped(value);
  return true;
}

/**
 * Imported past wasm-bindgen's adapters.
 *
 * @param {number} token
 */
export function throwStashed(token) {
  const state = stateOf(token);
  const value = state.stashed;
  state.stashed = undefined;
  throw value;
}

/**
 * Watches what is done with an exception that somebody has told from other errors, if it is the one that
 * `throw_val` has thrown.
 *
 * @param {object} exception
 */
export function watchException(exception) {
  for (const state of states) if (state.expected) watch(state, exception);
}

/**
 * @param {import("../state.mjs").State} state
 * @param {object} exception
 */
function watch(state, exception) {
  const value = state.expected;
  state.expected = undefined;
  const { is, getArg } = Exception.prototype;
  let isAsked = false;
  // Configurable: with several modules, another may watch the same one.
  Object.defineProperties(exception, {
    is: {
      configurable: true,
      /** @param {unknown[]} args */
      value: (...args) => (isAsked = Reflect.apply(is, exception, args)),
    },
    getArg: {
      configurable: true,
      /** @param {unknown[]} args */
      value(...args) {
        const taken = Reflect.apply(getArg, exception, args);
        state.isUnwrapped = isAsked && taken === value;
        return taken;
      },
    },
  });
}
