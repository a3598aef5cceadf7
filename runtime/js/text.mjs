/**
 * Text of values of any kind. Nothing here throws.
 */

import { isError } from "./host.mjs";

const NONE = "a panic with a value that has no string form";

/** More than this, in characters, is nothing to read. It would have to fit into Rust's memory, too. */
const LONGEST = 4 << 20;

/**
 * The string form of a value, which may be the user's code.
 *
 * @param {unknown} value
 */
export function toText(value) {
  try {
    const text = String(value);
    const more = text.length - LONGEST;
    return more > 0 ? `${text.slice(0, LONGEST)}… (${more} more characters)` : text;
  } catch {
    return NONE;
  }
}

/** @param {unknown} error */
export function messageOf(error) {
  try {
    return toText(isError(error) ? error.message : error);
  } catch {
    return NONE;
  }
}
