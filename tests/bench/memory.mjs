// What calls that wait cost, as JSON: bytes of linear memory and of the JavaScript heap for 1,000 of them.
// One module in a process, with --expose-gc.

import { load } from "./load.mjs";

const CALLS = 20_000;

const { glue, raw } = load(process.argv[2]);

/** @type {(value: unknown) => void} */
let settle = () => {};

/** @param {number} calls */
function start(calls) {
  const promise = new Promise((resolve) => {
    settle = resolve;
  });
  return Array.from({ length: calls }, () => glue.awaits(promise, 1));
}

async function used() {
  // In a turn of its own, when nothing is on the stack any more.
  await new Promise((resolve) => setTimeout(resolve, 10));
  globalThis.gc?.();
  return { linear: raw.memory.buffer.byteLength, heap: process.memoryUsage().heapUsed };
}

// What is only made once.
const first = start(100);
settle(0);
await Promise.all(first);

const before = await used();
const calls = start(CALLS);
const after = await used();
settle(0);
await Promise.all(calls);
const per1000 = (/** @type {"linear" | "heap"} */ of) =>
  Math.round(((after[of] - before[of]) * 1000) / CALLS);
console.log(JSON.stringify({ linear: per1000("linear"), heap: per1000("heap") }));
