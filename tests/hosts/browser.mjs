// Opens a page in a browser that is installed, and waits for what the page has to say.

import { spawn, spawnSync } from "node:child_process";
import { createReadStream, existsSync, rmSync, statSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { delimiter, extname, join, normalize } from "node:path";
import { json } from "node:stream/consumers";

/** @typedef {"chromium" | "firefox"} BrowserName */

const EXECUTABLES = {
  chromium: ["chromium", "chromium-browser", "google-chrome"],
  firefox: ["firefox", "firefox-esr"],
};

const TYPES = new Map([
  [".css", "text/css; charset=utf-8"],
  [".html", "text/html; charset=utf-8"],
  [".js", "text/javascript; charset=utf-8"],
  [".json", "application/json"],
  [".mjs", "text/javascript; charset=utf-8"],
  [".wasm", "application/wasm"],
]);

/** How long a browser may take to end by itself, once it has been asked to. */
const GRACE = 5_000;

/** Processes of a browser may still write for a moment. */
const REMOVAL = { recursive: true, force: true, maxRetries: 10, retryDelay: 200 };

/**
 * Where a browser is, if it is installed.
 *
 * @param {BrowserName} name
 */
export function browserPath(name) {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const files = EXECUTABLES[name] ?? [];
  const paths = files.flatMap((file) => folders.map((folder) => join(folder, file)));
  return paths.find((path) => existsSync(path));
}

/**
 * What a browser says that it is.
 *
 * @param {BrowserName} name
 */
export function browserVersion(name) {
  const path = browserPath(name);
  if (!path) return undefined;
  return spawnSync(path, ["--version"], { encoding: "utf8" }).stdout.trim() || undefined;
}

/**
 * Serves folders, opens a page of theirs, and gives the JSON that it POSTs to `/result`.
 *
 * @param {object} options
 * @param {BrowserName} options.browser
 * @param {Record<string, string>} options.roots folders by what their URLs begin and end with:
 *   `{ "/": dir, "/pkg/": other }`
 * @param {string} options.path of the page
 * @param {number} [options.timeout] in milliseconds
 * @param {string} [options.screenshot] file for a picture of the page as it is when it has sent
 *   its result: the page needs an `<img src="/settled">`, which delays its load event until then
 * @param {string[]} [options.args] more for the browser
 * @param {(origin: string) => Promise<{ origin: string, close(): unknown }>} [options.front] starts another server, which
 *   has the page, and passes on to `origin` what is POSTed to `/result`
 * @returns {Promise<any>}
 */
export async function runPage({ browser, roots, path, timeout = 180_000, screenshot, args = [], front }) {
  const executable = browserPath(browser);
  if (!executable) throw new Error(`${browser} is missing`);
  const profile = await mkdtemp(join(tmpdir(), `${browser}-`));
  const site = await serve(roots);
  const shown = (await front?.(site.origin)) ?? site;
  const picture = screenshot ? [`--screenshot=${screenshot}`] : [];
  const flags = [...FLAGS[browser](profile), ...picture, ...args, shown.origin + path];
  const child = launch(executable, flags, profile);
  try {
    const failed = failure(child, timeout);
    const result = await Promise.race([site.result, failed]);
    // Browsers end by themselves when they have taken it.
    if (screenshot) await failed.catch(() => undefined);
    return result;
  } finally {
    await child.stop();
    await shown.close();
    site.close();
    await rm(profile, REMOVAL);
  }
}

/** @type {Record<BrowserName, (profile: string) => string[]>} */
const FLAGS = {
  chromium: (profile) => [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--disable-breakpad",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    `--user-data-dir=${profile}`,
  ],
  firefox: (profile) => ["--headless", "--no-remote", "--profile", profile],
};

/** @param {Record<string, string>} roots */
async function serve(roots) {
  /** @type {PromiseWithResolvers<unknown>} */
  const { promise: result, resolve } = Promise.withResolvers();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const isResult = request.method === "POST" && pathname === "/result";
    if (isResult) resolve(json(request).catch(refuse));
    if (!isResult && pathname !== "/settled") return sendFile(response, fileAt(roots, pathname));
    const settle = () => response.writeHead(204).end();
    result.then(settle, settle);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", () => listening(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { origin: `http://127.0.0.1:${port}`, result, close };
}

/** @param {Error} error */
function refuse({ message }) {
  throw new Error(`the page's result is no JSON: ${message}`);
}

/**
 * The file in the root that says most of the path.
 *
 * @param {Record<string, string>} roots
 * @param {string} pathname
 */
function fileAt(roots, pathname) {
  const starts = Object.keys(roots).filter((start) => pathname.startsWith(start));
  const start = starts.sort((one, other) => other.length - one.length)[0];
  if (start === undefined) return undefined;
  const inside = normalize(`/${pathname.slice(start.length)}`);
  const path = join(roots[start], inside.endsWith("/") ? `${inside}index.html` : inside);
  return statSync(path, { throwIfNoEntry: false })?.isFile() ? path : undefined;
}

/**
 * @param {import("node:http").ServerResponse} response
 * @param {string | undefined} path
 */
function sendFile(response, path) {
  if (!path) return response.writeHead(404).end("not found");
  const type = TYPES.get(extname(path)) ?? "application/octet-stream";
  response.writeHead(200, { "content-type": type, "cache-control": "no-store" });
  createReadStream(path).pipe(response);
}

/**
 * @param {string} executable
 * @param {string[]} args
 * @param {string} home
 */
function launch(executable, args, home) {
  // In a process group of its own, all of which can be stopped.
  const child = spawn(executable, args, {
    detached: true,
    env: { ...process.env, HOME: home },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let output = "";
  child.stderr.setEncoding("utf8").on("data", (text) => (output = (output + text).slice(-800)));
  const ended = new Promise((resolve) => {
    child.on("exit", (code, signal) => resolve(`it ended with ${signal ?? code}`));
    child.on("error", (error) => resolve(String(error)));
  });
  const kill = () => signal(child.pid, "SIGKILL");
  const abandon = () => {
    kill();
    rmSync(home, REMOVAL);
  };
  process.once("exit", abandon);
  for (const name of INTERRUPTS) process.once(name, quit);
  const stop = async () => {
    signal(child.pid, "SIGTERM");
    const timer = setTimeout(kill, GRACE);
    await ended;
    clearTimeout(timer);
    kill();
    process.off("exit", abandon);
    for (const name of INTERRUPTS) process.off(name, quit);
  };
  return { ended, stop, output: () => output.trim() };
}

/** What would end this process and leave the browser behind. */
const INTERRUPTS = /** @type {const} */ (["SIGINT", "SIGTERM"]);

const quit = () => process.exit(1);

/**
 * @param {number | undefined} group
 * @param {NodeJS.Signals} name
 */
function signal(group, name) {
  if (group === undefined) return;
  try {
    process.kill(-group, name);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "ESRCH") throw error;
  }
}

/**
 * Rejects if the browser ends, or is too slow.
 *
 * @param {ReturnType<typeof launch>} child
 * @param {number} timeout
 * @returns {Promise<never>}
 */
async function failure(child, timeout) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(() => resolve(`there was none after ${timeout / 1000} s`), timeout);
  });
  const why = await Promise.race([child.ended, late]);
  clearTimeout(timer);
  throw new Error(`the page gave no result: ${why}\n${child.output()}`.trim());
}
