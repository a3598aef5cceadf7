// What is run where.

/** @typedef {{ host: string, mode: string, target: string, context: string, opt: string }} Row */

const SCRIPTS = ["node-20", "node-22", "node-24", "node-26", "deno", "bun"];
const BROWSERS = ["chromium", "firefox"];
export const HOSTS = [...SCRIPTS, "workerd", ...BROWSERS];
export const MODES = ["unwind", "unwind-legacy", "abort"];

/** Node 20 knows no exnref. */
const bestMode = (/** @type {string} */ host) => (host === "node-20" ? "unwind-legacy" : "unwind");

/**
 * @param {string} host
 * @param {Partial<Row>} row
 * @returns {Row}
 */
const row = (host, row) =>
  ({ host, mode: bestMode(host), target: "web", context: "main", opt: "", ...row });

/** Each host in each mode; then, in its best one, each target, context and optimisation. */
export const ROWS = [
  ...HOSTS.flatMap((host) => MODES.map((mode) => row(host, { mode }))),
  ...SCRIPTS.flatMap((host) =>
    ["nodejs", "bundler", "module"].map((target) => row(host, { target }))),
  ...BROWSERS.map((host) => row(host, { target: "module" })),
  ...[...SCRIPTS, ...BROWSERS].map((host) => row(host, { context: "worker" })),
  ...HOSTS.flatMap((host) => ["-O3", "-Oz"].map((opt) => row(host, { opt }))),
];

/**
 * Whether a host may say that it cannot load such a module: it lacks the flavour of exception
 * handling, or ES modules that give a module of wasm.
 *
 * @param {Row} row
 * @param {string} message
 */
export function mayRefuse({ host, mode, target }, message) {
  if (target === "module") return /SyntaxError|TypeError|unknown|extension|expected/i.test(message);
  return host === "node-20" && mode === "unwind" && message.startsWith("CompileError");
}
