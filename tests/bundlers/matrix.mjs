// Takes the package through each bundler and runs the scenario in Chromium, prints the table and writes it:
// `matrix.mjs <packages> <work folder> <file> [quick | bundlers]`. Exit code 1 if a row failed.

import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { runPage } from "../hosts/browser.mjs";
import { BUNDLERS } from "./bundlers.mjs";
import { makeProject } from "./project.mjs";
import { ROWS } from "./rows.mjs";

/** @typedef {import("./rows.mjs").Row} Row */

const LIMIT = 100_000;

const [packages, work, file, only] = process.argv.slice(2);
const isWanted = (/** @type {Row} */ { quick, bundler }) =>
  only === undefined || (only === "quick" ? quick : only.split(",").includes(bundler));

const results = /** @type {{ status: string }[]} */ ([]);
for (const row of ROWS.filter(isWanted)) {
  const begin = performance.now();
  const bundler = await BUNDLERS[row.bundler]();
  const { status, detail, warnings } = await outcome(bundler, row);
  const seconds = Math.round((performance.now() - begin) / 100) / 10;
  const { bundler: name, target, kind = "alone", dev = false, inline = false } = row;
  const { version } = bundler;
  const result = { bundler: name, version, target, kind, dev, inline, status, detail, warnings, seconds };
  results.push(result);
  const way = kind !== "alone" ? kind : dev ? "dev" : inline ? "inline" : "build";
  console.log([name.padEnd(13), version.padEnd(7), way.padEnd(6), target.padEnd(7),
    `${seconds.toFixed(1)} s`.padStart(6), status, detail, warnings.length ? `(${warnings.length} warnings)` : ""]
    .join(" ").trimEnd());
}
writeFileSync(file, `${JSON.stringify({ rows: results }, null, 2)}\n`);

const count = (/** @type {string} */ status) => results.filter((row) => row.status === status).length;
console.log(`\n${results.length} rows: ${count("passed")} passed, ${count("refused")} refused by the bundler, `
  + `${count("failed")} failed`);
// Some bundlers leave threads behind that would keep the process.
process.exit(count("failed") || !results.length ? 1 : 0);

/**
 * @param {import("./bundlers.mjs").Bundler} bundler
 * @param {Row} row
 */
async function outcome(bundler, row) {
  const warnings = /** @type {string[]} */ ([]);
  try {
    const checks = await visit(bundler, row, warnings);
    if (warnings.length > 0) return { status: "failed", detail: `it warns: ${warnings.join("\n")}`, warnings };
    return { ...summary(checks, row.refusal), warnings };
  } catch (error) {
    const text = String(/** @type {any} */ (error).message ?? error);
    const line = text.split("\n").find((line) => row.refusal?.test(line));
    const status = line ? "refused" : "failed";
    return { status, detail: line?.trim() ?? text, warnings };
  }
}

/**
 * @param {import("./bundlers.mjs").Bundler} bundler
 * @param {Row} row
 * @param {string[]} warnings are added to
 */
async function visit(bundler, row, warnings) {
  const { bundler: name, target, kind, dev, inline } = row;
  const ways = [kind, dev && "dev", inline && "inline"].filter(Boolean);
  const folder = resolve(work, [name.replace(" + ", "-"), target, ...ways].join("-"));
  const site = join(folder, "site");
  makeProject(folder, packages, row);
  mkdirSync(site);
  if (!dev) warnings.push(...await bundler.build({ folder, site, target, inline }));
  /** @param {string} results */
  const front = async (results) => {
    if (!bundler.serve) throw new Error(`${name} has no server here`);
    return bundler.serve({ folder, target, warnings, results });
  };
  const browser = /** @type {const} */ ("chromium");
  const page = { browser, roots: { "/": site }, path: "/index.html", timeout: LIMIT };
  return runPage(dev ? { ...page, front } : page);
}

/**
 * @param {{ name: string, ok: boolean, error?: string }[]} checks
 * @param {RegExp | undefined} refusal
 */
function summary(checks, refusal) {
  const failures = checks.filter(({ ok }) => !ok).map(({ name, error }) => `\n  ${name}: ${error}`);
  const passed = `${checks.length - failures.length} of ${checks.length}`;
  if (refusal) return { status: "failed", detail: `${passed}, where it was known to refuse` };
  return { status: failures.length || !checks.length ? "failed" : "passed", detail: passed + failures.join("") };
}
