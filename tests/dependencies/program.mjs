import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";

import { dependencies } from "../node/load.mjs";

export const rust = dependencies();

/** Runs `f` with the console silenced, and gives what was printed as errors. */
export async function printed(f) {
  const { error, log, warn } = console;
  const lines = [];
  console.error = (...args) => lines.push(args.map(String).join(" "));
  console.log = console.warn = () => {};
  try {
    await f();
  } finally {
    Object.assign(console, { error, log, warn });
  }
  return lines;
}

/** Whatever is pending after this hangs. */
export const settled = (promises) =>
  Promise.race([Promise.allSettled(promises), sleep(20_000, "pending", { ref: false })]);

/** A restart where there was a reason for one, and calls work. */
export async function isWell() {
  await sleep(5);
  assert.equal(rust.divide(4, 2), 2);
  assert.equal(await rust.wait(1, ""), 1);
  const count = await rust.locked("");
  assert.equal(await rust.locked(""), count + 1);
  assert.deepEqual(rust.swap({ x: 1, y: 2 }), { x: 2, y: 1 });
}
