// The requests of a load on the example.

import { json } from "../worker/client.mjs";
import { fault, good, mix } from "../worker/mix.mjs";

/** @typedef {import("../worker/mix.mjs").Item} Item */

/** @type {import("../worker/mix.mjs").Weighted} */
const GOOD = [
  [30, visit],
  [41, hit],
  [20, wait],
  [1, turn],
  [8, health],
];

/** @type {import("../worker/mix.mjs").Weighted} */
const FAULTS = [
  [300, () => fault("/fail/panic", "panic", "panic on demand")],
  [300, () => fault("/fail-later/panic", "panic", "panic on demand")],
  [300, (i) => object(i, fault(`/visits/${name(i)}/fail/panic`, "panic", "panic on demand"))],
  [30, dead],
  [10, () => fault("/fail/overflow", "abort")],
  [5, () => fault("/fail/exhaust", "abort")],
  [5, (i) => object(i, fault(`/visits/${name(i)}/fail/overflow`, "abort"))],
];

export const cloudflare = mix(GOOD, FAULTS);

const name = (/** @type {number} */ i) => ["tea", "coffee", "water", "milk"][i % 4];

/** Of a Durable Object: all of them are one route. */
function object(/** @type {number} */ i, /** @type {Item} */ item) {
  return { ...item, route: item.route.replace(name(i), "*") };
}

/** @returns {Item} */
function visit(/** @type {number} */ i) {
  const request = good({ method: "POST", path: `/visits/${name(i)}/visit` }, (answer) => {
    const { all, here } = json(answer);
    return here > 0 && all >= here;
  });
  return { ...object(i, request), count: (answer) => `${name(i)} ${json(answer).all}` };
}

function hit() {
  return good({ method: "POST", path: "/hit" }, (answer) => json(answer).hits > 0);
}

function wait() {
  return good({ method: "POST", path: "/wait/5" }, ({ text }) => text === "waited\n");
}

function turn() {
  return good({ method: "POST", path: "/turn/1" }, ({ text }) => text === "done\n");
}

function health() {
  return good({ path: "/health" }, ({ text }) => text === "ok\n");
}

/**
 * Its client hangs up, while it has the turn or waits for it.
 *
 * @returns {Item}
 */
function dead() {
  const ask = { method: "POST", path: "/turn/20", patience: 10 };
  return { route: "/turn, dead", ask, isRight: () => true, isGood: false, isDead: true };
}
