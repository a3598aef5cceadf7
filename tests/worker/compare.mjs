// The same load on the worker and on its twin without unwind-export. `cargo xtask load` builds
// both and runs this.

import { writeFileSync } from "node:fs";

import { load } from "./load.mjs";
import { good, print, rows } from "./table.mjs";
import { serve } from "./workerd.mjs";

const { WORKER_CONFIG = "", PLAIN_CONFIG = "", LOAD_JSON = "" } = process.env;
const requests = Number(process.env.LOAD_REQUESTS ?? 20_000);
const seed = Number(process.env.LOAD_SEED ?? Date.now() % 2 ** 32);

const RUNS = [
  { name: "unwind-export, without faults", config: WORKER_CONFIG, settings: {}, withFaults: false },
  { name: "unwind-export", config: WORKER_CONFIG, settings: {}, withFaults: true },
  { name: "plain wasm-bindgen", config: PLAIN_CONFIG, settings: {}, withFaults: true },
  {
    name: "plain wasm-bindgen with schedule_reinit",
    config: PLAIN_CONFIG,
    settings: { WORKER_REINIT: "yes" },
    withFaults: true,
  },
];

console.log(`${requests} requests, seed ${seed}`);
const report = { requests, seed, runs: /** @type {object[]} */ ([]) };
for (const { name, config, settings, withFaults } of RUNS) {
  const server = await serve(config, settings);
  const start = performance.now();
  const { results, unexplained, repeated } = await load(server.port, { requests, seed, withFaults });
  const seconds = (performance.now() - start) / 1000;
  const hasExited = server.hasExited();
  await server.stop();
  const [table, total] = [rows(results), good(results)];
  console.log(`\n${name}, ${seconds.toFixed(1)} s${hasExited ? ", and workerd has ended" : ""}`);
  print(table);
  console.log(
    `good requests: ${total.right} of ${total.sent} right, ${total.retry} to be sent again, ` +
      `${total.broken} broken off, ${total.lost} lost; ${repeated} counts were given twice`,
  );
  report.runs.push({ name, seconds, good: total, unexplained: unexplained.length, repeated, hasExited, table });
  if (config !== WORKER_CONFIG) continue;
  // Without an abort while they were in flight, or in another way than that explains.
  for (const { item, answer, outcome } of unexplained.slice(0, 5)) {
    console.log(`FAILED: ${item.route} ${outcome}: ${answer.status} ${answer.text}`);
  }
  if (unexplained.length || repeated || hasExited) process.exitCode = 1;
}
if (LOAD_JSON) writeFileSync(LOAD_JSON, `${JSON.stringify(report, null, 2)}\n`);
