/**
 * Throwing what leaves Rust.
 *
 * wasm-bindgen's `throw_val` throws a value to an adapter, which catches it and throws it again as a
 * `WebAssembly.Exception`, and the glue of exports takes it out of that. This takes as long as the rest of a panic. So
 * once the glue has been seen to do so by the exception's methods, it gets the value in an object with the same ones.
 */

import { Exception } from "../host.mjs";
import { shared, stateOf, states } from "../state.mjs";

/** By which modules in different folders know each other's. */
const WRAPPED = Symbol.for("unwind-export.wrapped");

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

if (Exception) {
  Object.setPrototypeOf(Wrapped.prototype, Exception.prototype);
  Object.defineProperty(Wrapped.prototype, WRAPPED, { value: true });
}

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
    state.isThrowing = true;
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

/** Whose `throw_val` has thrown what somebody is about to tell from other errors, if one has. */
export function takeThrower() {
  const state = states.find(({ isThrowing }) => isThrowing);
  if (state) state.isThrowing = false;
  return state;
}

/**
 * Whether it is this crate that has thrown an exception, which somebody has just told from other errors. One of
 * `throw_val` is watched from then on.
 *
 * @param {object} exception
 * @param {import("../state.mjs").State | undefined} thrower
 */
export function isOwn(exception, thrower) {
  if (WRAPPED in exception) return true;
  if (!thrower) return false;
  shared.seen.add(exception);
  watch(thrower, exception);
  return true;
}

/**
 * @param {import("../state.mjs").State} state
 * @param {object} exception
 */
function watch(state, exception) {
  const value = state.expected;
  if (!value) return;
  state.expected = undefined;
  const { is, getArg } = Exception.prototype;
  let isAsked = false;
  Object.defineProperties(exception, {
    is: {
      /** @param {unknown[]} args */
      value(...args) {
        isAsked = Reflect.apply(is, exception, args);
        if (isAsked) state.tag = args[0];
        return isAsked;
      },
    },
    getArg: {
      /** @param {unknown[]} args */
      value(...args) {
        const taken = Reflect.apply(getArg, exception, args);
        state.isUnwrapped = isAsked && taken === value;
        return taken;
      },
    },
  });
}
