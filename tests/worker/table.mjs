import { OUTCOMES } from "./load.mjs";

/** @typedef {import("./load.mjs").Result} Result */

/** What became of the requests to each route, good ones first. */
export function rows(/** @type {Result[]} */ results) {
  const routes = new Map(results.map(({ item }) => [item.route, item.isGood]));
  const sorted = [...routes].sort(
    ([a, isGood], [b, isAlso]) => Number(isAlso) - Number(isGood) || (a < b ? -1 : 1),
  );
  return sorted.map(([route]) => row(route, results.filter(({ item }) => item.route === route)));
}

/** @param {string} route */
function row(route, /** @type {Result[]} */ results) {
  const count = (outcome) => results.filter((result) => result.outcome === outcome).length;
  const right = results.filter(({ outcome }) => outcome === "right");
  const times = right.map(time).sort((a, b) => a - b);
  const quantile = (part) => times[Math.min(times.length - 1, Math.floor(part * times.length))] ?? NaN;
  const outcomes = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, count(outcome)]));
  // Of whatever came: a client that waits for nothing makes no other requests meanwhile.
  const slowest = Math.max(...results.map(time));
  const sent = results.length;
  return { route, sent, ...outcomes, p50: quantile(0.5), p99: quantile(0.99), slowest };
}

const time = (/** @type {Result} */ { answer }) => answer.answered - answer.sent;

/**
 * What became of the good requests. Lost are those whose client cannot know that it may send them
 * again.
 */
export function good(/** @type {Result[]} */ results) {
  const sent = results.filter(({ item }) => item.isGood);
  const count = (...wanted) => sent.filter(({ outcome }) => wanted.includes(outcome)).length;
  return {
    sent: sent.length,
    right: count("right"),
    retry: count("retry"),
    broken: count("broken"),
    lost: count("cancelled", "failed", "wrong", "hung"),
  };
}

export function print(/** @type {ReturnType<typeof rows>} */ rows) {
  const times = /** @type {const} */ (["p50", "p99", "slowest"]);
  const cells = (row) => [
    row.route,
    row.sent,
    ...OUTCOMES.map((outcome) => row[outcome]),
    ...times.map((name) => ms(row[name])),
  ];
  const lines = [["route", "sent", ...OUTCOMES, ...times], ...rows.map(cells)];
  for (const [first, ...others] of lines) {
    console.log(String(first).padEnd(14) + others.map((cell) => String(cell).padStart(10)).join(""));
  }
}

const ms = (/** @type {number} */ time) => (Number.isNaN(time) ? "" : `${time.toFixed(1)} ms`);
