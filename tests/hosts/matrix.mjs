// Runs the suite on every host, prints the table and writes it: `matrix.mjs <packages> <file> <builds>
// [hosts]`. Exit code 1 if a row failed or its host is missing.

import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { ENGINES } from "./engines.mjs";
import { ROWS, mayRefuse } from "./rows.mjs";

const [packages, file, builds, hosts = Object.keys(ENGINES).join()] = process.argv.slice(2);
const isIn = (/** @type {string} */ list, /** @type {string} */ name) => list.split(",").includes(name);
const wanted = ROWS.filter(({ host, mode, opt }) => isIn(hosts, host) && isIn(builds, mode + opt));
const results = [];
for (const row of wanted) {
  const result = { ...row, version: ENGINES[row.host].version() ?? "", ...await outcome(row) };
  results.push(result);
  const { host, version, mode, target, context, opt, status, detail } = result;
  console.log([host.padEnd(9), version.padEnd(16), mode.padEnd(14), target.padEnd(8),
    context.padEnd(7), opt.padEnd(4), status, detail].join(" ").trimEnd());
}
writeFileSync(file, `${JSON.stringify({ rows: results }, null, 2)}\n`);

const count = (/** @type {string} */ status) =>
  results.filter((result) => result.status === status).length;
console.log(`\n${results.length} rows: ${count("passed")} passed, ${count("refused")} refused by the`
  + ` host, ${count("missing")} missing, ${count("failed")} failed`);
process.exitCode = count("missing") + count("failed") || !results.length ? 1 : 0;

/** @param {import("./rows.mjs").Row} row */
async function outcome(row) {
  const { host, mode, target, context, opt } = row;
  const engine = ENGINES[host];
  if (!engine.version()) return { status: "missing", detail: "" };
  try {
    const result = await engine.run({ packages: join(packages, mode + opt), target, context });
    if (result.refused) {
      const status = mayRefuse(row, result.refused) ? "refused" : "failed";
      return { status, detail: result.refused };
    }
    return summary(result.outcomes);
  } catch (error) {
    return { status: "failed", detail: String(/** @type {any} */ (error).message) };
  }
}

/** @param {import("./conformance.mjs").Outcome[]} outcomes */
function summary(outcomes) {
  const failures = outcomes.filter(({ error }) => error);
  if (!failures.length && outcomes.length) {
    return { status: "passed", detail: `${outcomes.length} checks` };
  }
  const detail = failures.map(({ name, error }) => `${name}: ${error}`).join("\n");
  return { status: "failed", detail };
}
