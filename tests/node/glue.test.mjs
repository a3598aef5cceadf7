// What bundlers read: the glue that wasm-bindgen writes around the runtime.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { web } from "./load.mjs";

test("wasm imports one function at most of each file of the runtime by itself: the glue has a key for each", () => {
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(readFileSync(web.wasm)));
  const files = imports.map(({ module }) => module).filter((module) => module.includes("/unwind-export-"));
  assert.ok(files.length > 0);
  assert.deepEqual(files.toSorted(), [...new Set(files)].toSorted());
});

test("the glue has no key and no member twice", () => {
  const glue = readFileSync(web.module, "utf8");
  const keys = [...glue.matchAll(/^ {8}"(\.\/snippets\/unwind-export-[^"]*)": import\d+,$/gm)].map(([, key]) => key);
  assert.ok(keys.length > 0);
  assert.deepEqual(keys.toSorted(), [...new Set(keys)].toSorted());
});

test("each file of the runtime can be imported by itself, as test runners do: none is taken for a promise", async () => {
  const folder = join(dirname(web.module), "snippets");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".mjs"));
  assert.ok(files.some((file) => file.includes("unwind-export-")));
  for (const file of files) await import(pathToFileURL(join(folder, file)).href);
});

/** What glue imports from in every module, and what wasm does where panics unwind. */
const ALWAYS = ["attach", "direct", "errors", "kind", "listeners", "panic/panic", "panic/throw", "recovery/revived",
  "recovery/suspect", "state"];

test("what every module has of the runtime's JavaScript brings nothing that only some need", () => {
  const folder = join(import.meta.dirname, "../../runtime/js");
  const reached = new Set(ALWAYS.map((name) => `${name}.mjs`));
  for (const file of reached) {
    const imports = readFileSync(join(folder, file), "utf8").matchAll(/^(?:import|export)\b[^"(]*"(\.[^"]*)"/gm);
    for (const [, path] of imports) reached.add(join(dirname(file), path));
  }
  assert.ok(reached.has("recovery/recovery.mjs"), [...reached].join(" "));
  const OF_SOME = /^(tasks\/|closures|frames|recovery\/(instantiate|kept|life|policy|restart)\.)/;
  assert.deepEqual([...reached].filter((file) => OF_SOME.test(file)), []);
});
