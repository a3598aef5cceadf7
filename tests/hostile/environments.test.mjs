// What is loaded before the module changes the host under it: the suites of Node's pass all the same.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const SUITES = ["panic", "async", "task", "recovery", "thenable"];

/** @param {string} name */
const path = (name) => fileURLToPath(new URL(name, import.meta.url));

for (const environment of ["zone", "ses"]) {
  for (const suite of SUITES) {
    test(`with ${environment} loaded first, \`${suite}\` passes`, async () => {
      const preload = new URL(`preload/${environment}.mjs`, import.meta.url).href;
      const args = ["--import", preload, "--test", path(`../node/${suite}.test.mjs`)];
      // Otherwise it would be a part of this test run.
      const { NODE_TEST_CONTEXT, ...env } = process.env;
      const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "pipe"] });
      let output = "";
      for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += text));
      const [status] = await once(child, "close");
      assert.equal(status, 0, output);
    });
  }
}
