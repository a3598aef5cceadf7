// What a load is made of: requests, and how to tell that their answers are right.

import { json } from "./client.mjs";

/**
 * A request whose client hangs up `isDead`: nothing is expected of it. What `count` gives of a right answer may be
 * given once.
 *
 * @typedef {import("./client.mjs").Answer} Answer
 * @typedef {{
 *   route: string,
 *   ask: import("./client.mjs").Ask,
 *   isRight(answer: Answer): boolean,
 *   isGood: boolean,
 *   isAbort?: boolean,
 *   isDead?: boolean,
 *   count?(answer: Answer): string,
 * }} Item
 * @typedef {[weight: number, make: (i: number) => Item][]} Weighted
 * @typedef {(i: number, next: () => number, withFaults: boolean) => Item} Mix
 */

/**
 * Gives one request after the other. Without faults, good ones are in their places.
 *
 * @param {Weighted} good in a hundred
 * @param {Weighted} faults in ten thousand
 * @returns {Mix}
 */
export const mix = (good, faults) => (i, next, withFaults) => {
  const [first, second] = [next(), next()];
  const make = pick(faults, first * 10_000);
  return make && withFaults ? make(i) : /** @type {any} */ (pick(good, second * 100))(i);
};

/**
 * @template T
 * @param {[number, T][]} weighted
 * @param {number} dice
 */
function pick(weighted, dice) {
  for (const [weight, value] of weighted) {
    dice -= weight;
    if (dice < 0) return value;
  }
  return undefined;
}

/**
 * @param {import("./client.mjs").Ask} ask
 * @param {(answer: Answer) => boolean} isRight
 * @returns {Item}
 */
export function good(ask, isRight) {
  return { route: route(ask), ask, isRight: (answer) => answer.status === 200 && isRight(answer), isGood: true };
}

/**
 * @param {string} path
 * @param {"panic" | "abort"} kind
 * @param {string} [message]
 * @returns {Item}
 */
export function fault(path, kind, message) {
  const isRight = (/** @type {Answer} */ answer) => {
    const error = json(answer);
    return answer.status === 500 && error.kind === kind && (message ?? error.message) === error.message;
  };
  const ask = { method: "POST", path };
  return { route: route(ask), ask, isRight, isGood: false, isAbort: kind === "abort" };
}

const route = (/** @type {import("./client.mjs").Ask} */ { path }) => path.split("?")[0];
