// Glue of the target `bundler`, to which a bundler, or the host, gives an instance.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";

import { directory, inProcess } from "./load.mjs";

const temporary = mkdtempSync(join(tmpdir(), "bundler-"));
after(() => rmSync(temporary, { recursive: true }));

/** What a bundler makes of the package in a folder, whichever way it makes the instance. */
const LOAD = `
  import { readFileSync } from "node:fs";
  import { pathToFileURL } from "node:url";

  const warnings = [];
  console.warn = (text) => warnings.push(text);

  async function load(folder, make, version = 0) {
    const glueFile = folder + "/recovering_bg.js";
    const module = await WebAssembly.compile(readFileSync(folder + "/recovering_bg.wasm"));
    const imports = {};
    for (const { module: file } of WebAssembly.Module.imports(module)) {
      const url = pathToFileURL(folder + "/" + file).href;
      imports[file] ??= await import(url.endsWith("_bg.js") ? url + "?v=" + version : url);
    }
    const exports = await make(module, imports);
    const glue = imports["./recovering_bg.js"];
    glue.__wbg_set_wasm(exports);
    exports.__wbindgen_start();
    return glue;
  }

  const instantiate = async (module, imports) => (await WebAssembly.instantiate(module, imports)).exports;
  const never = new Promise(() => {});
  const name = ({ name, retryable }) => [name, retryable];
  const counts = (rust) => {
    const { instanceId, aborts, restarts, isDown, inFlight } = rust.instanceStats();
    return [instanceId, aborts, restarts, isDown, inFlight];
  };
  const told = [];
  const listen = (rust) => {
    rust.onAbort(({ retryable }) => told.push(retryable));
    rust.onRestart(({ instanceId }) => told.push(instanceId));
  };
  async function end(rust) {
    const open = rejection(rust.double(never));
    const trap = thrown(() => rust.fail("unreachable"));
    const error = await open;
    await undefined;
    return [rust.errorKind(trap), ...name(error), error.cause === trap];
  }
`;

/** @param {string} script */
const load = (script) => inProcess(`${LOAD}
  const folder = ${JSON.stringify(directory("RECOVERING_BUNDLER"))};
  ${script}`);

const RECOVERED = ["abort", "InstanceAbortedError", true, true];
const DOWN = ["abort", "InstanceAbortedError", false, true];

test("an instance that was made by `WebAssembly.instantiate` is followed by others", () => {
  const result = load(`
    const rust = await load(folder, instantiate);
    listen(rust);
    const ends = [];
    const record = new rust.Record(1);
    for (let i = 0; i < 3; i += 1) ends.push(await end(rust));
    console.log(JSON.stringify({
      ends, told, warnings, counts: counts(rust), text: rust.shout("text"), count: rust.count(),
      stale: rust.errorKind(thrown(() => record.is_intact(1))),
      left: ["wasmModule", "wasmInstance", "__wbg_get_imports"].filter((name) => name in globalThis),
    }));
  `);
  assert.deepEqual(result, {
    ends: [RECOVERED, RECOVERED, RECOVERED],
    told: [true, 2, true, 3, true, 4],
    warnings: [],
    counts: [4, 3, 3, false, 0],
    text: "TEXT",
    count: 1,
    stale: "stale",
    left: [],
  });
});

test("so is one whose globals are given to the glue as values", () => {
  const result = load(`
    const rust = await load(folder, async (module, imports) => {
      const exports = { ...await instantiate(module, imports) };
      for (const { name, kind } of WebAssembly.Module.exports(module)) {
        if (kind === "global") exports[name] = exports[name].value;
      }
      return exports;
    });
    const ends = [await end(rust), await end(rust)];
    console.log(JSON.stringify({ ends, warnings, counts: counts(rust), text: rust.shout("text") }));
  `);
  const counts = [3, 2, 2, false, 0];
  assert.deepEqual(result, { ends: [RECOVERED, RECOVERED], warnings: [], counts, text: "TEXT" });
});

test("of one that nobody has seen the making of, the module stays down and says so, once", () => {
  const result = load(`
    const rust = await load(folder, (module, imports) => new WebAssembly.Instance(module, imports).exports);
    listen(rust);
    const ends = [await end(rust)];
    const kind = rust.errorKind(thrown(() => rust.shout("text")));
    console.log(JSON.stringify({ ends, told, warnings, counts: counts(rust), kind }));
  `);
  const { warnings, ...rest } = result;
  assert.deepEqual(rest, { ends: [DOWN], told: [false], counts: [1, 1, 0, true, 0], kind: "abort" });
  assert.equal(warnings.length, 1);
  assert.match(warnings[0], /recovery::enable has no effect.*--target web/);
});

test("two modules that a bundler has put on a page are followed each by its own", () => {
  const other = join(temporary, "other");
  cpSync(directory("RECOVERING_BUNDLER"), other, { recursive: true });
  const result = load(`
    const one = await load(folder, instantiate);
    const two = await load(${JSON.stringify(other)}, instantiate);
    const open = two.double(new Promise((resolve) => setTimeout(resolve, 20, 21)));
    const ends = [await end(one), await end(one)];
    const value = await open;
    ends.push(await end(two));
    const sums = [one.add(1, 2), two.add(3, 4)];
    console.log(JSON.stringify({ ends, value, warnings, counts: [counts(one), counts(two)], sums }));
  `);
  assert.deepEqual(result, {
    ends: [RECOVERED, RECOVERED, RECOVERED],
    value: 42,
    warnings: [],
    counts: [[3, 2, 2, false, 0], [2, 1, 1, false, 0]],
    sums: [3, 7],
  });
});

test("glue that is evaluated again, as the page is edited, takes over and recovers", () => {
  const result = load(`
    const before = await load(folder, instantiate);
    const open = rejection(before.double(never));
    const next = await load(folder, instantiate, 1);
    const left = name(await open);
    const ends = [await end(next), await end(next)];
    console.log(JSON.stringify({ left, ends, warnings, counts: counts(next), text: next.shout("text") }));
  `);
  const counts = [4, 2, 2, false, 0];
  const left = ["InstanceAbortedError", false];
  assert.deepEqual(result, { left, ends: [RECOVERED, RECOVERED], warnings: [], counts, text: "TEXT" });
});

const loadsWasm = parseInt(process.versions.node) >= 24;

test("glue whose host loads wasm by itself misses aborts and says so: what is in flight rejects", { skip: !loadsWasm }, () => {
  const file = pathToFileURL(join(directory("RECOVERING_BUNDLER"), "recovering.js")).href;
  const result = load(`
    const rust = await import(${JSON.stringify(file)});
    listen(rust);
    const ends = [await end(rust)];
    console.log(JSON.stringify({ ends, told, warnings, counts: counts(rust) }));
  `);
  const { warnings, ...rest } = result;
  assert.deepEqual(rest, { ends: [DOWN], told: [false], counts: [1, 1, 0, true, 0] });
  assert.equal(warnings.length, 1);
  assert.match(warnings[0], /miss the end of an instance.*--target web/);
});
