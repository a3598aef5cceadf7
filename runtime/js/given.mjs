/** Text, as it is given to Rust. Nothing here throws. */

import { stateOf } from "./state.mjs";

/** What Rust knows as `NOT_TEXT`. */
const NOT_TEXT = -(2 ** 31);

/** So many letters are written one by one before an encoder is called: it takes as long. */
const FEW = 16;

const encode = TextEncoder.prototype.encodeInto.bind(new TextEncoder());
const { valueOf } = String.prototype;

/**
 * Writes text into Rust's memory: gives how many bytes it took. If there is too little room, minus how many it needs at
 * most, or a part of that.
 *
 * @param {number} token
 * @param {unknown} value
 * @param {number} at
 * @param {number} room
 */
export function writeText(token, value, at, room) {
  try {
    const text = typeof value === "string" ? value : unboxed(value);
    const { length } = text;
    if (length > room) return -length;
    const state = stateOf(token);
    let { place } = state;
    // Of a memory that has grown, what there was has no length any more.
    if (place?.byteOffset !== at >>> 0 || place.length !== room) {
      place = state.place = new Uint8Array(state.memory.buffer, at >>> 0, room);
    }
    if (length <= FEW && writeFew(text, place)) return length;
    const { read, written } = encode(text, place);
    return read === length ? written : -3 * length;
  } catch {
    return NOT_TEXT;
  }
}

/**
 * @param {string} text
 * @param {Uint8Array} place
 */
function writeFew(text, place) {
  for (let i = 0; i < text.length; i++) {
    const letter = text.charCodeAt(i);
    if (letter > 127) return false;
    place[i] = letter;
  }
  return true;
}

/**
 * The text of a `String` object; throws for all else.
 *
 * @param {unknown} value
 */
const unboxed = (value) => /** @type {string} */ (Reflect.apply(valueOf, value, []));
