// What bundlers read: the glue that wasm-bindgen writes around the runtime.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

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
