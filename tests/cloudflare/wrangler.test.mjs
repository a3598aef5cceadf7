import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";

import { isAbort } from "../node/strategy.mjs";
import { until } from "./service.mjs";

const folder = process.env.CLOUDFLARE_SERVICE ?? "";
const wrangler = join(dirname(createRequire(import.meta.url).resolve("wrangler/package.json")), "bin/wrangler.js");

// The bundle is made of the same parts, and the command in the configuration builds for unwinding.
const skip = isAbort;

/**
 * Starts wrangler as if there were no network.
 *
 * @param {string[]} args
 */
function start(args) {
  const settings = { CI: "1", WRANGLER_SEND_METRICS: "false", CLOUDFLARE_CF_FETCH_ENABLED: "false" };
  const child = spawn(process.execPath, [wrangler, ...args], { cwd: folder, env: { ...process.env, ...settings } });
  const run = { child, text: "", exited: once(child, "exit") };
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (run.text += text));
  return run;
}

/** What wrangler warns of. */
const warnings = (/** @type {string} */ text) =>
  [...text.replaceAll(/\x1b\[[\d;]*m/g, "").matchAll(/WARNING\] (.*)/g)]
    .map(([, warning]) => warning);

/** @param {import("node:test").TestContext} t */
async function temporary(t) {
  const path = await mkdtemp(join(tmpdir(), "wrangler-"));
  t.after(() => rm(path, { recursive: true, force: true }));
  return path;
}

test("wrangler builds and bundles what would be deployed", { skip }, async (t) => {
  const run = start(["deploy", "--dry-run", "--outdir", await temporary(t)]);
  await run.exited;
  assert.equal(run.child.exitCode, 0, run.text);
  assert.match(run.text, /--dry-run: exiting now/);
  assert.deepEqual(warnings(run.text), []);
});

test("wrangler serves it", { skip }, async (t) => {
  const state = await temporary(t);
  // Without the build: it has just been, and this is no place to wait for it.
  const config = join(state, "wrangler.toml");
  const toml = (await readFile(join(folder, "wrangler.toml"), "utf8")).replace(/^\[build\]\n(?:.+\n)*/m, "");
  await writeFile(config, toml.replace('"worker.mjs"', JSON.stringify(join(folder, "worker.mjs"))));
  const run = start(["dev", "--local", "--config", config, "--port", "0", "--inspector-port", "0", "--persist-to", state]);
  t.after(async () => {
    run.child.kill("SIGINT");
    await run.exited;
  });
  const url = await until(() => {
    assert.equal(run.child.exitCode, null, run.text);
    return /Ready on (http:\S+)/.exec(run.text)?.[1];
  });
  const ask = (path, method = "POST") => fetch(`${url}${path}`, { method });
  assert.equal(await (await ask("/health", "GET")).text(), "ok\n");
  const failed = await ask("/fail/panic");
  assert.deepEqual([failed.status, await failed.json()], [500, { kind: "panic", message: "panic on demand" }]);
  assert.deepEqual(await (await ask("/visits/one/visit")).json(), { all: 1, here: 1 });
  assert.equal((await ask("/fail/overflow")).status, 500);
  assert.deepEqual(await (await ask("/visits/one/visit")).json(), { all: 2, here: 1 });
  assert.deepEqual(warnings(run.text), ["Scheduled Workers are not automatically triggered during local development."]);
});
