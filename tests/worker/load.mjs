import { random } from "../random.mjs";
import { client } from "./client.mjs";

/** @typedef {import("./client.mjs").Answer} Answer */

/**
 * What may become of a request:
 *
 * - `right`: what it should be, which for a fault is its error;
 * - `retry`: 503 with Retry-After;
 * - `broken`: 200, and the body broke off;
 * - `cancelled`: by workerd, which has found that the request waits for nothing of its own;
 * - `failed`: another status, or a connection that was closed;
 * - `wrong`: 200 with other content;
 * - `hung`: no answer in time.
 */
export const OUTCOMES = /** @type {const} */ (["right", "retry", "broken", "cancelled", "failed", "wrong", "hung"]);

/** @typedef {(typeof OUTCOMES)[number]} Outcome */
/** @typedef {{ item: import("./mix.mjs").Item, answer: Answer, outcome: Outcome }} Result */

/** What an abort may do to others. @type {Outcome[]} */
const EXPLAINED = ["retry", "broken", "cancelled"];

const IN_FLIGHT = 64;

/**
 * @param {number} port
 * @param {{ mix: import("./mix.mjs").Mix, requests: number, seed: number, withFaults?: boolean, patience?: number }} options
 */
export async function load(port, { mix, requests, seed, withFaults = true, patience }) {
  const { ask, close } = client(port, { connections: IN_FLIGHT, patience });
  const next = random(seed);
  const results = /** @type {Result[]} */ ([]);
  let started = 0;
  const caller = async () => {
    while (started < requests) {
      const wanted = mix(started++, next, withFaults);
      const answer = await ask(wanted.ask);
      results.push({ item: wanted, answer, outcome: outcome(wanted, answer) });
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, caller));
  close();
  return { results, unexplained: unexplained(results), repeated: repeated(results) };
}

/** @returns {Outcome} */
function outcome(/** @type {import("./mix.mjs").Item} */ wanted, /** @type {Answer} */ answer) {
  if (wanted.isDead) return "right";
  if (answer.isLate) return "hung";
  if (answer.isWhole && wanted.isRight(answer)) return "right";
  if (answer.status === 503 && Number(answer.headers["retry-after"]) >= 0) return "retry";
  if (answer.status === 500 && /your Worker's code had hung/.test(answer.text)) return "cancelled";
  if (answer.status !== 200) return "failed";
  return answer.isWhole ? "wrong" : "broken";
}

/**
 * Requests that were lost without an abort while they were in flight, or in another way than
 * with a 503 or, where the answer had begun, a body that breaks off. Few may be cancelled: those whose timer came just then.
 *
 * @param {Result[]} results
 */
function unexplained(results) {
  const aborts = results.filter(({ item }) => item.isAbort).map(({ answer }) => answer);
  const wasHit = ({ sent, answered }) =>
    aborts.some((abort) => abort.sent <= answered && sent <= abort.answered);
  return results.filter(({ outcome, answer }) => {
    if (outcome === "right") return false;
    return !EXPLAINED.includes(outcome) || !wasHit(answer);
  });
}

/** Counts that were given twice. */
function repeated(/** @type {Result[]} */ results) {
  const counted = results.filter(({ item, outcome }) => item.count && outcome === "right");
  const counts = counted.map(({ item, answer }) => item.count?.(answer));
  return counts.length - new Set(counts).size;
}
