// Builds the example with vite, uses its page in Chromium, and takes a picture: `example.mjs <work folder>`.

import { join, resolve } from "node:path";

import * as vite from "vite";

import { runPage } from "../hosts/browser.mjs";

const HERE = import.meta.dirname;

const [work] = process.argv.slice(2);
const site = resolve(work, "example");
await vite.build({
  root: join(HERE, "../../examples/vite"),
  build: { outDir: site, emptyOutDir: true },
  logLevel: "error",
});
/** @type {{ name: string, ok: boolean, error?: string }[]} */
const results = await runPage({
  browser: "chromium",
  roots: { "/": site, "/bundlers/": HERE, "/hosts/": join(HERE, "../hosts") },
  path: "/bundlers/example.html",
  screenshot: resolve(work, "example.png"),
  args: ["--window-size=1100,800"],
});
for (const { name, ok, error } of results) console.log(`${ok ? "passed" : "FAILED"}  ${name} ${error ?? ""}`.trimEnd());
process.exit(results.length > 1 && results.every(({ ok }) => ok) ? 0 : 1);
