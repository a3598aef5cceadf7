// Damages a file in several ways, has Rust that trusts its input sum each of them up, and
// shows what becomes of the panics. `cargo xtask demo` builds the package and runs this.

import { existsSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";

import { DAMAGES } from "./damage.mjs";

/** @typedef {import("./damage.mjs").Damage} Damage */

const [packageDir, csvPath] = process.argv.slice(2);
if (!packageDir || !csvPath) stop("usage: node demo.mjs <package folder> <weather.csv>");
const packagePath = resolve(packageDir, "quickstart.js");
for (const path of [packagePath, csvPath]) {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) stop(`there is no file ${path}`);
}

// In hot code V8 may give a frame the name of a function that it inlined beside the one that
// panicked, and the stacks below would not be the same in every run.
setFlagsFromString("--no-wasm-inlining");
const rust = createRequire(import.meta.url)(packagePath);
const intact = readFileSync(csvPath, "utf8");
const count = { calls: 0, panics: 0, survived: 0 };
/** @type {string[]} */
const failures = [];

const summary = call(() => rust.summarize(intact));
const html = call(() => rust.render(summary));
check(html.includes("<table>"), "the HTML has no table");
console.log(`${summary}\nAs HTML, ${html.length} characters: ${html.split("\n")[0]}`);

DAMAGES.forEach(showPanic);
await showRejections();

const same = call(() => rust.summarize(intact)) === summary;
check(same, "the last summary is not the first");
console.log(`\nThe intact file once more: ${same ? "the same" : "another"} summary\n`);
conclude();

/** @param {string} message */
function stop(message) {
  console.error(`demo: ${message}`);
  process.exit(2);
}

/**
 * @template T
 * @param {() => T} f
 * @returns {T}
 */
function call(f) {
  count.calls += 1;
  return f();
}

/**
 * @param {boolean} passed
 * @param {string} failure
 */
function check(passed, failure) {
  if (!passed) failures.push(failure);
}

/**
 * @param {Damage} damage
 * @param {number} index
 */
function showPanic(damage, index) {
  console.log(`\n${index + 1}. ${damage.what}`);
  const error = thrown(() => rust.summarize(damaged(damage)));
  if (!isExpected(error, damage, "summarize")) return console.log(error);
  show("message", error.message);
  show("location", `${error.location.file}:${error.location.line}`);
  show("line", sourceLine(error));
  show("stack", frames(error)[0]);
  show("exportName", error.exportName);
  show("next call", nextCall(damage));
}

/**
 * @param {() => unknown} f
 * @returns {any}
 */
function thrown(f) {
  try {
    call(f);
  } catch (error) {
    return error;
  }
}

/** @param {Damage} damage */
function damaged({ what, apply }) {
  const csv = apply(intact);
  check(csv !== intact, `${what}: the file is as it was`);
  return csv;
}

/**
 * Whether it is a `PanicError` at all. What else is wrong with it is noted.
 *
 * @param {any} error
 * @param {Damage} damage
 * @param {string} exportName
 */
function isExpected(error, { what, message, file, code, frame }, exportName) {
  if (!(error instanceof rust.PanicError)) {
    failures.push(`${what}: ${exportName}: no PanicError`);
    return false;
  }
  count.panics += 1;
  const parts = {
    message: error.message.includes(message),
    exportName: error.exportName === exportName,
    location: error.location.file.endsWith(`/${file}`) && sourceLine(error).includes(code),
    stack: frames(error).some((name) => name.endsWith(`::${frame}`)),
  };
  for (const [part, passed] of Object.entries(parts)) {
    check(passed, `${what}: ${exportName}: another ${part} was expected`);
  }
  return true;
}

/**
 * The line of this example's Rust that panicked.
 *
 * @param {{ location: { file: string, line: number } }} error
 */
function sourceLine({ location: { file, line } }) {
  const source = new URL(`src/${basename(file)}`, import.meta.url);
  if (!existsSync(source)) return "";
  return readFileSync(source, "utf8").split("\n")[line - 1]?.trim() ?? "";
}

/**
 * The stack without places in the wasm.
 *
 * @param {Error} error
 */
function frames({ stack = "" }) {
  const lines = stack.split("\n").slice(1);
  return lines.map((line) => line.replace(/ \(wasm:.*/, "").trim());
}

/**
 * @param {string} key
 * @param {string} value
 */
function show(key, value) {
  console.log(`   ${key.padEnd(12)}${value}`);
}

/** @param {Damage} damage */
function nextCall({ what }) {
  const works = call(() => rust.summarize(intact)) === summary;
  check(works, `${what}: the next call failed`);
  if (works) count.survived += 1;
  return works ? "the intact file gives the same summary" : "the intact file gives another summary";
}

async function showRejections() {
  console.log("\nAll of them at once, each as a promise, through summarize_later");
  const calls = [intact, ...DAMAGES.map(damaged)].map((csv) =>
    call(() => rust.summarize_later(sleep(1, csv))));
  const [first, ...others] = await Promise.allSettled(calls);
  const fulfilled = first.status === "fulfilled" && first.value === summary;
  check(fulfilled, "summarize_later of the intact file: not the same summary");
  show(first.status, fulfilled ? "the same summary" : "not the same summary");
  others.forEach((outcome, index) => showRejection(outcome, DAMAGES[index]));
}

/**
 * @param {PromiseSettledResult<string>} outcome
 * @param {Damage} damage
 */
function showRejection(outcome, damage) {
  const { status, reason } = /** @type {any} */ (outcome);
  show(status, String(reason));
  if (isExpected(reason, damage, "summarize_later")) nextCall(damage);
}

function conclude() {
  const { panics, inFlight } = rust.instanceStats();
  check(panics === count.panics, `instanceStats counts ${panics} panics`);
  check(inFlight === 0, `instanceStats counts ${inFlight} open promises`);
  const expected = 2 * DAMAGES.length;
  check(count.panics === expected, `${expected} panics were to be seen`);
  check(count.survived === expected, `${expected} panics were to be survived`);
  console.log(`${count.calls} calls, ${count.panics} panics, ${count.survived} survived`);
  for (const failure of failures) console.log(`FAILED: ${failure}`);
  process.exitCode = failures.length ? 1 : 0;
}
