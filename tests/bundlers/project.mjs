// The folder that a bundler is given: a page, its script, and the package.

import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const HERE = import.meta.dirname;

const SCENARIO = `
import { report } from "./report.mjs";
import { scenario } from "./scenario.mjs";

Object.assign(globalThis, { isLoaded: true });
await report(scenario(rust));
`;

const HOT = `
import { report } from "./report.mjs";
import { editing } from "./hot.mjs";

let taken;
import.meta.hot.accept("./pkg/bundled.js", async (next) => {
  await next.default?.();
  taken(next);
});
Object.assign(globalThis, { isLoaded: true });
await report(editing(rust, (listener) => taken = listener));
`;

const BESIDE = `
import initOther, * as other from "./beside/fixture.js";
import { beside } from "./beside.mjs";
import { report } from "./report.mjs";

await initOther();
Object.assign(globalThis, { isLoaded: true });
await report(beside(rust, other));
`;

/** How a script comes by the module, by wasm-bindgen's target. */
const LOADS = {
  web: `
import init, * as rust from "./pkg/bundled.js";
await init();`,
  /** Where the bundler does not look into \`new URL(…, import.meta.url)\`. */
  "web-url": `
import init, * as rust from "./pkg/bundled.js";
import url from "./pkg/bundled_bg.wasm";
await init({ module_or_path: url });`,
  bundler: `
import * as rust from "./pkg/bundled.js";`,
  module: `
import * as rust from "./pkg/bundled.js";`,
};

/** What the page then does. */
const PAGES = { alone: SCENARIO, edited: HOT, beside: BESIDE };

/** @typedef {keyof typeof LOADS} Load */
/** @typedef {keyof typeof PAGES} Kind */

/**
 * @param {string} folder to make
 * @param {string} packages
 * @param {import("./rows.mjs").Row} row
 */
export function makeProject(folder, packages, { target, load = target, kind = "alone" }) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(join(packages, `bundled-${target}`), join(folder, "pkg"), { recursive: true });
  if (kind === "beside") cpSync(join(packages, "fixture-web"), join(folder, "beside"), { recursive: true });
  for (const name of ["scenario.mjs", "hot.mjs", "beside.mjs"]) cpSync(join(HERE, name), join(folder, name));
  for (const name of ["expect.mjs", "report.mjs"]) cpSync(join(HERE, "../hosts", name), join(folder, name));
  writeFileSync(join(folder, "package.json"), '{ "name": "page", "private": true, "type": "module" }\n');
  writeFileSync(join(folder, "index.html"), page("./main.mjs"));
  writeFileSync(join(folder, "main.mjs"), LOADS[load].trimStart() + PAGES[kind]);
}

/** @param {string} script */
export const page = (script) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>A module that has been through a bundler</title>
    <script>
      // Of a module that does not load, nobody else would say why.
      const tell = ({ message, reason }) => {
        const error = message ?? String(reason);
        const result = [{ name: "the page loads", ok: false, error }];
        if (!window.isLoaded) fetch("/result", { method: "POST", body: JSON.stringify(result) });
      };
      addEventListener("error", tell);
      addEventListener("unhandledrejection", tell);
    </script>
    <script type="module" src="${script}"></script>
  </head>
</html>
`;
