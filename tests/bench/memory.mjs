// What a module, and what it hands out, takes, as JSON: bytes of linear memory and of the JavaScript heap, once what is
// only made for the first has been made. One module in a process, with --expose-gc.

import { load } from "./load.mjs";

/** What 1,000 of are measured, and how many are made for that. */
const KINDS = {
  "1,000 objects": { count: 200_000, make: () => glue.Counter.make() },
  "1,000 objects that may be poisoned": { count: 200_000, make: () => glue.Guarded.make() },
  "1,000 closures": { count: 50_000, make: () => glue.adder() },
  "1,000 calls in flight": { count: 20_000, make: () => glue.awaits(pending, 1) },
};

/** @type {(value: unknown) => void} */
let settle = () => {};
const pending = new Promise((resolve) => {
  settle = resolve;
});

async function heapUsed() {
  // In a turn of its own, when nothing is on the stack any more.
  await new Promise((resolve) => setTimeout(resolve, 10));
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

const empty = await heapUsed();
const { glue, raw } = load(process.argv[2]);
const rows = [{ name: "an instance", linear: raw.memory.buffer.byteLength, heap: (await heapUsed()) - empty }];

for (const [name, { count, make }] of Object.entries(KINDS)) {
  const first = Array.from({ length: 100 }, make);
  const before = { linear: raw.memory.buffer.byteLength, heap: await heapUsed() };
  const made = Array.from({ length: count }, make);
  const after = { linear: raw.memory.buffer.byteLength, heap: await heapUsed() };
  const per1000 = (/** @type {"linear" | "heap"} */ of) => Math.round(((after[of] - before[of]) * 1000) / count);
  rows.push({ name, linear: per1000("linear"), heap: per1000("heap") });
  // Held until here. The next kind is to find no room that these have left.
  kept(first, made);
}
settle(0);
console.log(JSON.stringify(rows));

/** @param {unknown[]} values */
function kept(...values) {
  Object.assign(globalThis, { kept: [...(/** @type {any} */ (globalThis).kept ?? []), ...values] });
}
