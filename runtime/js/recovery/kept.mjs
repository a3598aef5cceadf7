/** What survives an instance. */

import { stateOf } from "../state.mjs";

/**
 * @param {number} token
 * @param {string} key
 * @param {unknown} value
 */
export function keep(token, key, value) {
  const state = stateOf(token);
  const values = (state.keptValues ??= new Map());
  if (value === undefined) values.delete(key);
  else values.set(key, structuredClone(value));
}

/**
 * @param {number} token
 * @param {string} key
 */
export const kept = (token, key) => structuredClone(stateOf(token).keptValues?.get(key));
