import { writeFileSync } from "node:fs";

import { load } from "./load.mjs";
import { good, print, rows } from "./table.mjs";

/**
 * A service under load, without faults or with them. Of one that is `ours`, every loss has to be explained by an abort.
 *
 * @typedef {{
 *   name: string,
 *   isOurs: boolean,
 *   withFaults: boolean,
 *   start(): Promise<{ port: number, hasExited(): boolean, stop(): Promise<void> }>,
 * }} Run
 */

/**
 * Puts one service after the other under the same load, and prints what has become of it.
 *
 * @param {import("./mix.mjs").Mix} mix
 * @param {Run[]} runs
 */
export async function compare(mix, runs) {
  const requests = Number(process.env.LOAD_REQUESTS ?? 20_000);
  const seed = Number(process.env.LOAD_SEED ?? Date.now() % 2 ** 32);
  console.log(`${requests} requests, seed ${seed}`);
  const report = { requests, seed, runs: /** @type {object[]} */ ([]) };
  for (const { name, isOurs, withFaults, start } of runs) {
    const server = await start();
    const begin = performance.now();
    const { results, unexplained, repeated } = await load(server.port, { mix, requests, seed, withFaults });
    const seconds = (performance.now() - begin) / 1000;
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
    if (!isOurs) continue;
    // Without an abort while they were in flight, or in another way than that explains.
    for (const { item, answer, outcome } of unexplained.slice(0, 5)) {
      console.log(`FAILED: ${item.route} ${outcome}: ${answer.status} ${answer.text}`);
    }
    if (unexplained.length || repeated || hasExited) process.exitCode = 1;
  }
  const { LOAD_JSON } = process.env;
  if (LOAD_JSON) writeFileSync(LOAD_JSON, `${JSON.stringify(report, null, 2)}\n`);
}
