// Shows what Rust makes of a text. A call that fails shows a card, and leaves all else as it is.

import init, * as rust from "./pkg/browser.js";
import { MISTAKES, SAMPLES, TOO_DEEP } from "./samples.mjs";
import { watchTabs } from "./tabs.mjs";

/** @typedef {import("./samples.mjs").Format} Format */

const RENDERERS = { markdown: rust.from_markdown, csv: rust.from_csv };

const editor = /** @type {HTMLTextAreaElement} */ (element("editor"));
const texts = { ...SAMPLES };
/** The last that were rendered. */
const results = { markdown: "", csv: "" };
/** @type {Format} */
let format = "markdown";
let calls = 0;

await init().catch(fail);
rust.onRestart(showRestart);
editor.addEventListener("input", render);
element("damage").addEventListener("click", insertMistake);
element("overflow").addEventListener("click", () => attempt(() => rust.nesting(TOO_DEEP)));
element("reset").addEventListener("click", () => edit(SAMPLES[format]));
watchTabs(element("panel"), (id) => open(/** @type {Format} */ (id)));
open(format);

/** @param {string} id */
function element(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found;
}

/**
 * Without Rust, the page can only say why.
 *
 * @param {unknown} error
 * @returns {never}
 */
function fail(error) {
  showProblem(error);
  throw error;
}

/** @param {Format} next */
function open(next) {
  format = next;
  showResult();
  edit(texts[format]);
}

/** @param {string} text */
function edit(text) {
  editor.value = text;
  render();
}

function insertMistake() {
  const start = editor.value.length;
  editor.setRangeText(MISTAKES[format], start, start);
  editor.focus();
  editor.setSelectionRange(start, editor.value.length);
  editor.scrollTop = editor.scrollHeight;
  render();
}

function render() {
  texts[format] = editor.value;
  attempt(() => {
    results[format] = RENDERERS[format](editor.value);
    showResult();
    showProblem(undefined);
  });
}

function showResult() {
  element("result").innerHTML = results[format];
  element("result").dataset.format = format;
}

/**
 * Calls Rust, and shows how it fails.
 *
 * @param {() => void} call
 */
function attempt(call) {
  calls += 1;
  try {
    call();
  } catch (error) {
    showProblem(error);
  }
  showStats();
}

/** @param {any} error what was thrown, if anything */
function showProblem(error) {
  element("problem").hidden = !error;
  element("result").classList.toggle("old", !!error);
  element("problem-recovery").hidden = true;
  show("announcement", error ? summary(error) : "");
  if (!error) return;
  const { message, location, exportName } = error;
  show("problem-kind", rust.errorKind(error) ?? "error");
  show("problem-message", message);
  element("problem-place").hidden = !location;
  show("problem-location", location ? `${location.file}:${location.line}:${location.column}` : "");
  show("problem-export", exportName ?? "");
  show("problem-stack", frames(error));
  if (rust.instanceStats().isDown) showRecovery("Too many restarts in a minute: reload the page.");
}

/**
 * What a screen reader says.
 *
 * @param {any} error
 */
function summary({ message, location }) {
  return location ? `${message}, in ${location.file}, line ${location.line}` : message;
}

/**
 * The stack, without the message that V8 repeats above it and this site's address.
 *
 * @param {Error} error
 */
function frames({ name, message, stack = "" }) {
  const title = `${name}: ${message}\n`;
  const lines = stack.startsWith(title) ? stack.slice(title.length) : stack;
  return lines.replace(/^ +/gm, "").replaceAll(`${location.origin}/`, "").trimEnd();
}

/** @param {{ instanceId: number }} restart */
function showRestart({ instanceId }) {
  showRecovery(`Instance ${instanceId} has taken over: go on typing.`);
  showStats();
}

/** @param {string} text */
function showRecovery(text) {
  element("problem-recovery").hidden = false;
  element("problem-recovery").classList.toggle("down", rust.instanceStats().isDown);
  show("problem-recovery", text);
  show("announcement", `${element("problem-message").textContent}. ${text}`);
}

function showStats() {
  const { instanceId, panics, aborts, restarts, isDown } = rust.instanceStats();
  show("instance", isDown ? "down" : instanceId);
  show("calls", calls);
  show("panics", panics);
  show("aborts", aborts);
  show("restarts", restarts);
}

/**
 * Leaves what is there already, which would be announced again.
 *
 * @param {string} id
 * @param {string | number} text
 */
function show(id, text) {
  const shown = element(id);
  if (shown.textContent !== String(text)) shown.textContent = String(text);
}
