/** Numbers in arrays, as they are given to Rust and back. Nothing here throws. */

import { stateOf } from "./state.mjs";

/** What Rust knows by these names. */
const NOT_NUMBERS = -(2 ** 31);
const FAILED = NOT_NUMBERS + 1;

/** More would not fit in memory. */
const MOST = 2 ** 31 - 2;

/** By the numbers that Rust has for them. */
const KINDS = [
  Uint8Array, Int8Array, Uint16Array, Int16Array, Uint32Array, Int32Array, BigUint64Array, BigInt64Array,
  Float32Array, Float64Array,
];
const NAMES = KINDS.map(({ name }) => name);

const Typed = Object.getPrototypeOf(Uint8Array.prototype);
const { set } = Typed;
const { isArray } = Array;
const { apply } = Reflect;

/** @param {PropertyKey} key */
const getterOf = (key) => /** @type {() => any} */ (Object.getOwnPropertyDescriptor(Typed, key)?.get);
const nameOf = getterOf(Symbol.toStringTag);
const lengthOf = getterOf("length");

/** So many are written one by one: a copy takes longer to begin. */
const FEW = 16;

/**
 * Writes numbers into Rust's memory: those of a typed array, of whatever realm, or of an array. Gives how many, or,
 * negative, how many there are if there is too little room.
 *
 * @param {number} token
 * @param {any} value
 * @param {number} kind
 * @param {number} at
 * @param {number} room
 * @param {boolean} isLent whether it has to be a typed array of that kind: nothing else can be written back to
 */
export function writeNumbers(token, value, kind, at, room, isLent) {
  try {
    const name = apply(nameOf, value, []);
    if (isLent ? !isOfKind(name, kind) : !name && !isArray(value)) return NOT_NUMBERS;
    const length = name ? apply(lengthOf, value, []) : Math.trunc(value.length);
    if (!(length >= 0)) return NOT_NUMBERS;
    if (length > room) return -Math.min(length, MOST);
    return write(token, value, kind, at, length, Boolean(name));
  } catch {
    return NOT_NUMBERS;
  }
}

/**
 * @param {string} name
 * @param {number} kind
 */
const isOfKind = (name, kind) => name === NAMES[kind] || (name === "Uint8ClampedArray" && NAMES[kind] === "Uint8Array");

/**
 * @param {number} token
 * @param {any} value
 * @param {number} kind
 * @param {number} at
 * @param {number} length
 * @param {boolean} isTyped
 */
function write(token, value, kind, at, length, isTyped) {
  try {
    const numbers = isTyped ? value : converted(value, kind, length);
    const view = viewOf(token, kind);
    const from = (at >>> 0) / view.BYTES_PER_ELEMENT;
    if (length > FEW) apply(set, view, [numbers, from]);
    else for (let i = 0; i < length; i++) view[from + i] = numbers[i];
    return length;
  } catch (error) {
    stateOf(token).failure = error;
    return FAILED;
  }
}

/**
 * The items may be code of the user's, which has memory grow, and the array.
 *
 * @param {any} items
 * @param {number} kind
 * @param {number} length
 */
function converted(items, kind, length) {
  const numbers = new KINDS[kind](length);
  for (let i = 0; i < length; i++) numbers[i] = items[i];
  return numbers;
}

/**
 * @param {number} token
 * @param {number} kind
 */
function viewOf(token, kind) {
  const state = stateOf(token);
  const views = (state.views ??= []);
  const view = views[kind];
  // Of a memory that has grown, what there was has no length any more.
  return view?.length > 0 ? view : (views[kind] = new KINDS[kind](state.memory.buffer));
}

/**
 * Writes back what Rust has made of them. If the array has no room any more, nobody waits for that.
 *
 * @param {number} token
 * @param {any} value
 * @param {number} kind
 * @param {number} at
 * @param {number} length
 */
export function giveBackNumbers(token, value, kind, at, length) {
  try {
    const view = viewOf(token, kind);
    const from = (at >>> 0) / view.BYTES_PER_ELEMENT;
    if (length > FEW) apply(set, value, [new KINDS[kind](view.buffer, at >>> 0, length)]);
    else for (let i = 0; i < length; i++) value[i] = view[from + i];
  } catch {
    // Detached, or shrunk.
  }
}

/**
 * What `writeNumbers` has failed with.
 *
 * @param {number} token
 */
export function takeFailure(token) {
  const state = stateOf(token);
  const { failure } = state;
  state.failure = undefined;
  return failure;
}
