/**
 * Stacks that begin with the user's code.
 */

import { Bun } from "./host.mjs";
import { sampleOf } from "./panic/sample.mjs";

/** Rust functions that stand above the user's in a panic's stack. */
const ABOVE_USER = [
  /^<?(std|core|alloc|__rustc|unwind_export)\b/,
  /^(__)?rust_/,
  /^<(\[.*?\]|str|bool|char|[iuf]\d+|[iu]size)( as (core|std|alloc)\b.*)?>::/,
];

/** Frames between a function and its caller: this package's, with what of std has called it, and wasm-bindgen's adapters. */
const PLUMBING = [
  /^<?unwind_export::/,
  /^<core::panic::unwind_safe::AssertUnwindSafe<unwind_export::|^std::panic(king)?::catch_unwind\b|^__rust_try$/,
  /^wasm_bindgen::convert::closures::/,
  /^(UnwindExportInstance\.|unwindexportinstance_)|^wrapError$/,
  /\/snippets\/unwind-export-[0-9a-f]+\/js\//,
];

/** What wasm-bindgen puts around a function of wasm. The optimiser may have left nothing but that. */
const WRAPPER = /(?: (?:multivalue shim|externref shim|sp wrapper|catch wrapper))+$/;

/** A function of Rust's that calls an import. */
const IMPORT = /(^|::)__wbg_/;

/** What follows the head of a `data:` URL: all of a module, on each line that is of it. */
const DATA = /(data:[^,\s]{0,100},)[^:()\s]{32,}/g;

/**
 * What frames of a feature look like.
 *
 * How many frames of JavaScript are plumbing, between what calls such a function of wasm and who called that: minifiers
 * leave them no name, and bundlers no file. By what a function goes that the compiler may have inlined the user's into. And
 * what else is plumbing.
 *
 * @typedef {{
 *   entries: [RegExp, number][],
 *   stoodFor?(path: string): string | undefined,
 *   isPlumbing?(path: string, above: string | undefined): boolean,
 * }} Feature
 */

/** @type {Set<Feature>} */
const features = new Set();

/**
 * Called before the first frames of the feature can be in a stack: modules that do not use it do without.
 *
 * @param {Feature} feature
 */
export const showFeature = (feature) => void features.add(feature);

/** Shims, of methods and of functions. The compiler may have inlined what they export. */
const SHIMS = [
  /(<?[\w:]*?::)(?:_::)+__Receiver(\w+>?::)__(?:export_|get_|set_|is_(?=poisoned))(\w+)/,
  /([\w:]*?::)(?:_::)+__(?:export|wasm_bindgen_generated)_(?!UnwindExportInstance_)(\w+)/,
];

/** @typedef {{ at: { stack?: string } | undefined, limit: number | undefined, token: number }} Trace */

/**
 * The text of a captured stack under `title`: trimmed if its format is known and the user's
 * functions have names. Otherwise it is whole but for what the stack of each panic begins with, or what `trim` leaves.
 *
 * @param {Trace} trace
 * @param {string} title
 * @param {(frames: Frame[]) => Frame[]} [trim]
 * @returns {string}
 */
export function readStack({ at, limit, token }, title, trim) {
  const lines = linesOf(at);
  const head = lines.findIndex((line) => FRAME.test(line));
  if (head < 0) return [title, ...lines].join("\n").trimEnd();
  // An error's own stack begins where it was made.
  const start = head + (Bun ? 0 : 1);
  const frames = lines.slice(start).map(readFrame);
  const first = frames.findIndex(isUsers);
  const shown =
    first < 0 ? (trim?.(frames) ?? unshared(frames, token, start)) : withoutPlumbing(frames.slice(first));
  return [title, ...shown.slice(0, limit).map(({ text }) => text)].join("\n").trimEnd();
}

/** @param {Trace["at"]} at */
function linesOf(at) {
  // SES writes V8's frames in its own way.
  return textOf(at).replace(DATA, "$1…").replace(/^ {2}at /gm, "    at ").split("\n");
}

/**
 * Frames without those that the sample's stack begins with as well.
 *
 * @param {Frame[]} frames
 * @param {number} token
 * @param {number} start the line of the first
 */
function unshared(frames, token, start) {
  const sample = linesOf(sampleOf(token)).slice(start);
  const differs = frames.findIndex(({ text }, i) => text !== sample[i]);
  return differs > 0 && NAMELESS.test(frames[differs].text) ? frames.slice(differs) : frames;
}

/**
 * The engine's text, which a `prepareStackTrace` of the user's may make, or fail to.
 *
 * @param {Trace["at"]} at
 */
function textOf(at) {
  try {
    return String(at?.stack ?? "");
  } catch {
    return "";
  }
}

/** @param {Frame[]} frames */
function withoutPlumbing(frames) {
  const shown = /** @type {Frame[]} */ ([]);
  let left = 0;
  let isBelowShim = false;
  frames.forEach((frame, i) => {
    if (frame.isWasm) left = frame.entries;
    else if (left-- > 0) return;
    const isBelow = isBelowShim && frame.isWasm;
    isBelowShim = isBelow || frame.isShim;
    if (!isBelow && !isPlumbing(frame, frames[i - 1], shown.at(-1))) shown.push(frame);
  });
  return shown;
}

/** A line that is a frame, in V8 and Bun or in SpiderMonkey and JavaScriptCore. */
const FRAME = /^ {4}at |^[^@\n]*@/;

/** Frames of wasm: what stands before the function's name, the name, and what follows it. */
const WASM = [
  // V8: `    at module.wasm.krate[0123abcd]::function (wasm://…)`
  /^( {4}at (?:async )?(?:[^<:[(]*\.)?)(.*?)( \((?:wasm:|[^()]*wasm-function).*\))$/,
  // Bun: `    at module.wasm.wasm-function[krate[0123abcd]::function] (native)`
  /^( {4}at (?:.*?\.)?wasm-function\[)(.*)(\] \(native\))$/,
  // SpiderMonkey: `module.wasm.krate[0123abcd]::function@http://…:wasm-function[1]:0x2`
  /^((?:[^<:[(@]*\.)?)(.*?)(@.*:wasm-function\[\d+\].*)$/,
  // JavaScriptCore: `module.wasm.wasm-function[krate[0123abcd]::function]@[wasm code]`
  /^((?:.*?\.)?wasm-function\[)(.*)(\]@\[wasm code\])$/,
];

/** What stands for the name of a function without one. */
const NUMBER = /^(wasm-function\[)?\d+\]?$/;

/** A frame of such a function. */
const NAMELESS = /wasm-function\[\d+\]/;

/** @param {Frame} frame of a function with or without a name */
export const isOfWasm = ({ isWasm, text }) => isWasm || NAMELESS.test(text);

/**
 * How many calls of wasm a stack shows, each with its frames one below the other.
 *
 * @param {string} stack
 */
export function countCalls(stack) {
  const isWasm = stack.split("\n").map((line) => WASM.some((format) => format.exec(line)?.[2]));
  return isWasm.filter((is, i) => is && !isWasm[i - 1]).length;
}

/**
 * @typedef {{
 *   path: string, isWasm: boolean, isShim: boolean, isInlined: boolean, isWrapper: boolean, entries: number, text: string,
 * }} Frame
 */

/**
 * The path of a frame's function, and its text. Hashes are left out, and a shim goes by the
 * name of what it exports.
 *
 * @param {string} line
 * @returns {Frame}
 */
function readFrame(line) {
  const wasm = WASM.map((format) => format.exec(line)).find((parts) => parts?.[2]);
  if (!wasm || NUMBER.test(wasm[2])) {
    const path = /^(?: {4}at )?([^\s@]*)/.exec(line)?.[1] ?? "";
    return { path, isWasm: false, isShim: false, isInlined: false, isWrapper: false, entries: 0, text: line };
  }
  const [, before, name, after] = wasm;
  const wrapped = name.replace(WRAPPER, "");
  const plain = wrapped.replace(/\[[0-9a-f]{8,}\]/g, "").replace(/::h[0-9a-f]{16}$/, "");
  const used = [...features];
  const exported = SHIMS.map((shim) => shim.exec(plain)).find(Boolean)?.slice(1).join("");
  const stoodFor = exported ?? used.map((feature) => feature.stoodFor?.(plain)).find(Boolean);
  const path = stoodFor ?? plain;
  const [, entries] = used.flatMap((feature) => feature.entries).find(([pattern]) => pattern.test(plain)) ?? [, 0];
  return {
    path,
    isWasm: true,
    isShim: exported !== undefined,
    isInlined: stoodFor !== undefined,
    isWrapper: wrapped !== name,
    entries,
    text: `${before}${path}${after}`,
  };
}

/** @param {Frame} frame */
const isUsers = ({ path, isWasm, isWrapper, text }) =>
  isWasm && !(isWrapper && IMPORT.test(path)) && !matches(path, ABOVE_USER) && !matches(path, PLUMBING) && !matches(text, PLUMBING);

/**
 * @param {Frame} frame
 * @param {Frame | undefined} above
 * @param {Frame | undefined} shown the last that is not
 */
function isPlumbing({ path, isWasm, isInlined, isWrapper, text }, above, shown) {
  if ((isInlined || isWrapper) && path === shown?.path) return true;
  if (isWrapper && (path === above?.path || IMPORT.test(path))) return true;
  if ([...features].some((feature) => feature.isPlumbing?.(path, above?.path))) return true;
  return matches(path, PLUMBING) || (!isWasm && matches(text, PLUMBING));
}

/**
 * @param {string} text
 * @param {RegExp[]} patterns
 */
const matches = (text, patterns) => patterns.some((pattern) => pattern.test(text));
