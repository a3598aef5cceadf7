/**
 * Stacks that begin with the user's code.
 */

/** Frames of the panic machinery between a panic and its capture: 13 were seen. */
const MACHINERY = 24;

/** Functions that stand above the user's in a panic's stack: the glue's, and Rust's own. */
const ABOVE_USER = [
  /^__wbg_|^__wbindgen_/,
  /^<?(std|core|alloc|__rustc|unwind_export)\b/,
  /^<(\[.*?\]|str|bool|char|[iuf]\d+|[iu]size)( as (core|std|alloc)\b.*)?>::/,
];

/** A shim, into which the compiler may have inlined the function that it exports. */
const SHIM = /([\w:]*?)_::__export_(\w+)/;

/**
 * Captures the caller's stack, to be read with `readStack`, without `below` and what
 * stands above that where the engine can leave it out.
 *
 * @param {Function} below
 * @returns {{ stack?: string, limit?: number }}
 */
export function captureStack(below) {
  if (typeof Error.captureStackTrace !== "function") return new Error();
  const limit = Error.stackTraceLimit;
  if (!(limit > 0)) return {};
  const trace = { limit };
  withStackTraceLimit(limit + MACHINERY, () => Error.captureStackTrace(trace, below));
  return trace;
}

/**
 * Calls `f` under another `Error.stackTraceLimit`, where the host allows that.
 *
 * @template T
 * @param {number} limit
 * @param {() => T} f
 * @returns {T}
 */
export function withStackTraceLimit(limit, f) {
  const before = Object.getOwnPropertyDescriptor(Error, "stackTraceLimit");
  if (!before?.writable) return f();
  Error.stackTraceLimit = limit;
  try {
    return f();
  } finally {
    Error.stackTraceLimit = before.value;
  }
}

/**
 * The text of a captured stack under `title`: trimmed if its format is V8's and the user's
 * functions have names, whole otherwise.
 *
 * @param {{ stack?: string, limit?: number }} trace
 * @param {string} title
 * @returns {string}
 */
export function readStack({ stack, limit }, title) {
  const lines = String(stack ?? "").split("\n");
  const start = lines.findIndex((line) => line.startsWith("    at "));
  if (start < 0) return [title, ...lines].join("\n").trimEnd();
  const frames = lines.slice(start).map(readFrame);
  const first = Math.max(0, frames.findIndex(({ path }) => !isAboveUser(path)));
  const shown = frames.slice(first, first + (limit ?? frames.length));
  return [title, ...shown.map(({ text }) => text)].join("\n");
}

/**
 * A line such as `    at module.wasm.krate[0123abcd]::function (wasm://…)`, and the path
 * of its function. Hashes are left out, and a shim goes by the name of what it exports.
 *
 * @param {string} line
 */
function readFrame(line) {
  const [, module = "", mangled = "", place = ""] =
    /^ {4}at ((?:async )?(?:[^<:[(]*\.)?)(.*?)( \((?:wasm:|[^()]*wasm-function).*\))$/.exec(line) ?? [];
  if (!mangled) return { path: /^ {4}at (?:\w+\.)*(\S*)/.exec(line)?.[1] ?? "", text: line };
  const path = mangled.replace(/\[[0-9a-f]{8,}\]/g, "").replace(/::h[0-9a-f]{16}$/, "");
  const shim = SHIM.exec(path);
  const shown = shim ? shim[1] + shim[2] : path;
  return { path: shown, text: `    at ${module}${shown}${place}` };
}

/** @param {string} path */
const isAboveUser = (path) => ABOVE_USER.some((pattern) => pattern.test(path));
