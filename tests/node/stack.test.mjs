// Stacks as engines write them that are not Node's.

import assert from "node:assert/strict";
import { test } from "node:test";

import { readStack } from "../../runtime/js/stack.mjs";

const HASH = "[0123456789abcdef]";
const NAMES = [
  `unwind_export${HASH}::hook::set::{closure#0}`,
  "__rustc::rust_begin_unwind",
  `core${HASH}::panicking::panic_fmt`,
  `stats${HASH}::mean`,
  `stats${HASH}::_::__export_mean`,
  "mean",
  "mean externref shim",
];
const SHOWN = ["stats::mean", "mean"];

/** How each engine writes a frame of wasm, and one of JavaScript. */
const ENGINES = {
  V8: [
    (name) => `    at stats.wasm.${name} (wasm://wasm/stats.wasm-0123abcd:wasm-function[7]:0x1f)`,
    "    at main (file:///app/main.mjs:3:7)",
  ],
  "V8 in a page": [
    (name) => `    at stats.wasm.${name} (https://host/stats_bg.wasm:wasm-function[7]:0x1f)`,
    "    at main (https://host/main.mjs:3:7)",
  ],
  Bun: [
    (name) => `    at stats.wasm.wasm-function[${name}] (native)`,
    "    at main (/app/main.mjs:3:7)",
  ],
  SpiderMonkey: [
    (name) => `stats.wasm.${name}@https://host/stats_bg.wasm:wasm-function[7]:0x1f`,
    "main@https://host/main.mjs:3:7",
  ],
  "SpiderMonkey without the module's name": [
    (name) => `${name}@https://host/stats_bg.wasm:wasm-function[7]:0x1f`,
    "main@https://host/main.mjs:3:7",
  ],
  JavaScriptCore: [
    (name) => `stats.wasm.wasm-function[${name}]@[wasm code]`,
    "main@https://host/main.mjs:3:7",
  ],
};

for (const [engine, [write, caller]] of Object.entries(ENGINES)) {
  test(`${engine}: the user's function first, without hashes and plumbing`, () => {
    const stack = [...NAMES.map(write), caller].join("\n");
    const expected = ["PanicError: a panic", ...SHOWN.map(write), caller].join("\n");
    assert.equal(readStack({ at: { stack } }, "PanicError: a panic"), expected);
  });

  test(`${engine}: a limit holds for what is shown`, () => {
    const stack = [...NAMES.map(write), caller].join("\n");
    const expected = ["PanicError: a panic", write(SHOWN[0])].join("\n");
    assert.equal(readStack({ at: { stack }, limit: 1 }, "PanicError: a panic"), expected);
  });
}

test("an unknown format, and none at all", () => {
  assert.equal(readStack({ at: { stack: "#0 mean\n#1 main" } }, "PanicError: x"), "PanicError: x\n#0 mean\n#1 main");
  assert.equal(readStack({ at: { stack: "" } }, "PanicError: x"), "PanicError: x");
  assert.equal(readStack({}, "PanicError: x"), "PanicError: x");
});
