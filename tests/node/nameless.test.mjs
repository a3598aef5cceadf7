// Stacks of a module whose functions have no names, as `wasm-opt` leaves it.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

import { directory, rejection, thrown } from "./load.mjs";
import { unwindsAtAll } from "./strategy.mjs";

const NAMELESS = /wasm-function\[\d+\]/;

/** @param {Buffer} wasm */
function withoutCustomSections(wasm) {
  const kept = [wasm.subarray(0, 8)];
  for (let at = 8; at < wasm.length; ) {
    const begin = at;
    const id = wasm[at++];
    let size = 0;
    for (let shift = 0, byte = 0x80; byte & 0x80; shift += 7) {
      byte = wasm[at++];
      size += (byte & 0x7f) * 2 ** shift;
    }
    at += size;
    if (id !== 0) kept.push(wasm.subarray(begin, at));
  }
  return Buffer.concat(kept);
}

/** A module of its own each time. */
function load() {
  const folder = mkdtempSync(join(tmpdir(), "nameless-"));
  after(() => rmSync(folder, { recursive: true }));
  cpSync(directory("FIXTURE_NODEJS"), folder, { recursive: true });
  const file = join(folder, "fixture_bg.wasm");
  writeFileSync(file, withoutCustomSections(readFileSync(file)));
  const require = createRequire(import.meta.url);
  return require(join(folder, "fixture.js"));
}

/** @param {Error} error */
const framesOf = ({ stack }) => stack.split("\n").filter((line) => NAMELESS.test(line));

test("neither the hook nor what calls it is in the stack", unwindsAtAll, () => {
  const rust = load();
  const heard = [];
  const stop = rust.onPanic((error) => heard.push(error));
  const [first, second] = [thrown(() => rust.divide(7, 0)), thrown(() => rust.divide(8, 0))];
  for (const error of [first, second]) {
    const [title, frame] = error.stack.split("\n");
    assert.equal(title, `PanicError: ${error.message}`);
    assert.match(frame, NAMELESS);
  }
  assert.deepEqual(framesOf(first), framesOf(second));
  // The function, and what wasm-bindgen may have put around it.
  assert.ok(framesOf(first).length <= 3, first.stack);
  stop();
  assert.deepEqual(heard, [first, second]);
});

test("in any export, before and after an await", unwindsAtAll, async () => {
  const rust = load();
  const tops = [
    thrown(() => rust.divide(7, 0)),
    await rejection(rust.panic_before_await("x")),
    await rejection(rust.panic_after_await(Promise.resolve(), "x")),
  ].map((error) => framesOf(error)[0]);
  assert.equal(new Set(tops).size, 3, tops.join("\n"));
});

test("read for the first time while another panic unwinds, all of it is there, and nothing ends", unwindsAtAll, () => {
  const rust = load();
  const [early, late] = [thrown(() => rust.divide(7, 0)), thrown(() => rust.divide(7, 0))];
  let frames;
  thrown(() => rust.call_while_unwinding(() => (frames = framesOf(early)), true));
  assert.ok(frames.length > framesOf(late).length, early.stack);
  assert.deepEqual(framesOf(late), framesOf(thrown(() => rust.divide(7, 0))));
  const { panics, aborts } = rust.instanceStats();
  assert.deepEqual({ panics, aborts }, { panics: 4, aborts: 0 });
});

test("a hook of the user's in the place of ours hears of no other panics", unwindsAtAll, () => {
  const rust = load();
  const error = thrown(() => rust.divide(7, 0));
  rust.replace_hook();
  assert.ok(framesOf(error).length > 0);
  assert.equal(rust.heard(), 0);
});

test("on a full stack, nothing ends", unwindsAtAll, () => {
  const rust = load();
  const error = thrown(() => rust.divide(7, 0));
  const descend = () => {
    try {
      descend();
    } catch {
      // Where it is read for the first time there is room for little else.
      void error.stack;
    }
  };
  descend();
  assert.equal(rust.divide(6, 2), 3);
  assert.equal(rust.instanceStats().aborts, 0);
});
