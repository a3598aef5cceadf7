// The hosts, and how the suite runs on each.

import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";

import { serve } from "../worker/workerd.mjs";
import { browserPath, browserVersion, runPage } from "./browser.mjs";

const HERE = import.meta.dirname;
const LIMIT = 180_000;

/**
 * @typedef {{ packages: string, target: string, context: string }} Run
 * @typedef {{
 *   version(): string | undefined,
 *   run(run: Run): Promise<any>,
 * }} Engine `version` is undefined where the host is missing
 */

/** @type {Record<string, Engine>} */
export const ENGINES = {
  "node-20": script("../node_modules/node-20/bin/node"),
  "node-22": script("node_modules/node-22/bin/node"),
  "node-24": script("../node_modules/node-24/bin/node"),
  "node-26": script("node_modules/node-26/bin/node"),
  deno: script("node_modules/deno/deno", "run", "--allow-all", "--quiet"),
  bun: script("node_modules/bun/bin/bun.exe"),
  workerd: { version: workerdVersion, run: inWorkerd },
  chromium: browser("chromium"),
  firefox: browser("firefox"),
};

/**
 * @param {string} path
 * @param {string[]} args
 * @returns {Engine}
 */
function script(path, ...args) {
  const executable = resolve(HERE, path);
  return {
    version: () => existsSync(executable) ? firstLine(executable) : undefined,
    async run({ packages, target, context }) {
      const child = spawn(
        executable,
        [...args, join(HERE, "script.mjs"), packages, target, context],
        { stdio: ["ignore", "pipe", "pipe"], timeout: LIMIT },
      );
      const exited = new Promise((done) => child.on("exit", (...why) => done(why)));
      const [output, errors, [code, signal]] =
        await Promise.all([text(child.stdout), text(child.stderr), exited]);
      if (code !== 0) throw new Error(`it ended with ${signal ?? code}: ${errors || output}`);
      return JSON.parse(output.trim().split("\n").at(-1) ?? "");
    },
  };
}

/** @param {string} executable */
function firstLine(executable) {
  const { stdout } = spawnSync(executable, ["--version"], { encoding: "utf8" });
  return /\d[\d.-]*\d/.exec(stdout)?.[0];
}

function workerdVersion() {
  const { WORKERD = "" } = process.env;
  return existsSync(WORKERD) ? firstLine(WORKERD) : undefined;
}

/** @param {Run} run */
async function inWorkerd({ packages }) {
  const server = await serve(isolate(packages));
  try {
    const answer = await fetch(`http://127.0.0.1:${server.port}/`, {
      signal: AbortSignal.timeout(LIMIT),
    });
    if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()} ${server.log()}`);
    return await answer.json();
  } finally {
    await server.stop();
  }
}

/**
 * Puts the suite and the packages into a folder of their own, as a configuration cannot name
 * files elsewhere, and gives the path of the configuration.
 *
 * @param {string} packages
 */
function isolate(packages) {
  const folder = resolve(packages, "isolate");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const name of ["isolate", "conformance", "panics", "aborts", "expect"]) {
    cpSync(join(HERE, `${name}.mjs`), join(folder, `${name}.mjs`));
  }
  for (const name of ["fixture-web", "recovering-web"]) {
    cpSync(join(packages, name), join(folder, name), { recursive: true });
  }
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  // The first is the worker.
  const modules = files.filter((file) => /\.(mjs|js|wasm)$/.test(file));
  modules.sort((left, right) => Number(right === "isolate.mjs") - Number(left === "isolate.mjs"));
  const entries = modules.map((file) => {
    const kind = file.endsWith(".wasm") ? "wasm" : "esModule";
    return `(name = "${file}", ${kind} = embed "${file}")`;
  });
  const config = join(folder, "config.capnp");
  writeFileSync(config, `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .worker)],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const worker :Workerd.Worker = (
  compatibilityDate = "2026-11-01",
  modules = [${entries.join(", ")}],
);
`);
  return config;
}

/**
 * @param {"chromium" | "firefox"} name
 * @returns {Engine}
 */
function browser(name) {
  return {
    version: () =>
      browserPath(name) && /\d[\d.]*\d/.exec(browserVersion(name) ?? "")?.[0],
    run: ({ packages, target, context }) =>
      runPage({
        browser: name,
        roots: { "/hosts/": HERE, "/pkg/": packages },
        path: `/hosts/visitor.html?target=${target}&context=${context}`,
        timeout: LIMIT,
      }),
  };
}
