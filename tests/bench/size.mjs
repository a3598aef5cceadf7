// The size of packages for the web as they would be shipped, as JSON: bytes of wasm after `wasm-opt -Oz`, without
// names, and bytes of minified JavaScript; both also as gzip sends them.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";

import { buildSync } from "esbuild";

const binaryen = dirname(createRequire(import.meta.url).resolve("binaryen/package.json"));
const folder = mkdtempSync(join(tmpdir(), "bench-size-"));

/** @param {string} wasm */
function shippedWasm(wasm) {
  const out = join(folder, "out.wasm");
  const options = ["-all", "--disable-compact-imports", "-Oz", "--strip-debug", "--strip-producers", wasm, "-o", out];
  execFileSync(process.execPath, [join(binaryen, "bin/wasm-opt"), ...options]);
  return readFileSync(out);
}

/** @param {string} entry */
function shippedScript(entry) {
  const { outputFiles } = buildSync({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2022",
    logLevel: "error",
  });
  return outputFiles[0].contents;
}

try {
  const sizes = process.argv.slice(2).map((file) => {
    const [wasm, js] = [shippedWasm(`${file}_bg.wasm`), shippedScript(`${file}.js`)];
    const sent = { wasm_gzip: gzipSync(wasm).length, js_gzip: gzipSync(js).length };
    return { wasm: wasm.length, js: js.length, ...sent };
  });
  console.log(JSON.stringify(sizes));
} finally {
  rmSync(folder, { recursive: true });
}
