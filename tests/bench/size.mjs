// The size of packages for the web as they would be shipped, as JSON: bytes of wasm after `wasm-opt -Oz`, without
// names, and bytes of minified JavaScript.

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { buildSync } from "esbuild";

const binaryen = dirname(createRequire(import.meta.url).resolve("binaryen/package.json"));
const folder = mkdtempSync(join(tmpdir(), "bench-size-"));

/** @param {string} wasm */
function sizeOfWasm(wasm) {
  const out = join(folder, "out.wasm");
  const options = ["-all", "--disable-compact-imports", "-Oz", "--strip-debug", "--strip-producers", wasm, "-o", out];
  execFileSync(process.execPath, [join(binaryen, "bin/wasm-opt"), ...options]);
  return statSync(out).size;
}

/** @param {string} entry */
function sizeOfScript(entry) {
  const { outputFiles } = buildSync({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2022",
    logLevel: "error",
  });
  return outputFiles[0].contents.length;
}

try {
  const sizes = process.argv.slice(2).map((file) => ({
    wasm: sizeOfWasm(`${file}_bg.wasm`),
    js: sizeOfScript(`${file}.js`),
  }));
  console.log(JSON.stringify(sizes));
} finally {
  rmSync(folder, { recursive: true });
}
