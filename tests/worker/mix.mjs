// What a load is made of: requests, and how to tell that their answers are right.

import { json } from "./client.mjs";

/**
 * @typedef {import("./client.mjs").Answer} Answer
 * @typedef {{
 *   route: string,
 *   ask: import("./client.mjs").Ask,
 *   isRight(answer: Answer): boolean,
 *   isGood: boolean,
 *   isAbort?: boolean,
 * }} Item
 */

const NAMES = ["tea", "coffee", "water", "milk"];

/** @type {[weight: number, make: (i: number) => Item][]} */
const GOOD = [
  [40, render],
  [30, count],
  [20, stream],
  [10, health],
];

/** In ten thousand. */
const FAULTS = /** @type {[number, (i: number) => Item][]} */ ([
  [500, () => fault("/panic", "panic", "on demand")],
  [500, () => fault("/panic-later", "panic", "on demand, after an await")],
  [10, () => fault("/overflow", "abort")],
  [5, () => fault("/exhaust", "abort")],
]);

/**
 * The next request. Without faults, good ones are in their places.
 *
 * @param {number} i
 * @param {() => number} next
 * @param {boolean} withFaults
 */
export function item(i, next, withFaults) {
  const [first, second] = [next(), next()];
  const make = pick(FAULTS, first * 10_000);
  return make && withFaults ? make(i) : /** @type {any} */ (pick(GOOD, second * 100))(i);
}

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

/** @returns {Item} */
function render(/** @type {number} */ i) {
  const rows = Array.from({ length: 1 + (i % 7) }, (_, row) => `row ${i} ${row}`);
  const body = `# Title *${i}*\n\n${rows.map((row) => `- ${row}\n`).join("")}`;
  const items = rows.map((row) => `<li>${row}</li>\n`).join("");
  const html = `<h1>Title <em>${i}</em></h1>\n<ul>\n${items}</ul>\n`;
  return good({ method: "POST", path: "/render", body }, ({ text }) => text === html);
}

/** @returns {Item} */
function count(/** @type {number} */ i) {
  const name = NAMES[i % NAMES.length];
  return good({ method: "POST", path: `/count?name=${name}` }, (answer) => {
    const { name: counted, count, total } = json(answer);
    return counted === name && count > 0 && total >= count;
  });
}

/** @returns {Item} */
function stream(/** @type {number} */ i) {
  const lines = 1 + (i % 4);
  const text = Array.from({ length: lines }, (_, line) => `line ${line + 1} of ${lines}\n`).join("");
  return good({ path: `/stream?lines=${lines}&pause=5` }, (answer) => answer.text === text);
}

function health() {
  return good({ path: "/health" }, ({ text }) => text === "ok\n");
}

/**
 * @param {import("./client.mjs").Ask} ask
 * @param {(answer: Answer) => boolean} isRight
 * @returns {Item}
 */
function good(ask, isRight) {
  const route = ask.path.split("?")[0];
  return { route, ask, isRight: (answer) => answer.status === 200 && isRight(answer), isGood: true };
}

/**
 * @param {string} path
 * @param {string} kind
 * @param {string} [message]
 * @returns {Item}
 */
function fault(path, kind, message) {
  const isRight = (/** @type {Answer} */ answer) => {
    const error = json(answer);
    return answer.status === 500 && error.kind === kind && (message ?? error.message) === error.message;
  };
  return { route: path, ask: { method: "POST", path }, isRight, isGood: false, isAbort: kind === "abort" };
}
