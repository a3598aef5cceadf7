// Callbacks that are called after the end of their instance, in a process that nobody catches their errors in.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

import { directory, run } from "./load.mjs";
import { unwindsAtAll } from "./strategy.mjs";

test("a Node process lives on, with timers and third-party futures of the dead instance", () => {
  const { stdout, stderr, status } = run(`
    const rust = recovering();
    let fulfil, reject;
    rust.third_party(new Promise((resolve) => (fulfil = resolve)));
    rust.third_party(new Promise((_, refuse) => (reject = refuse)));
    const counter = rust.counter(1);
    await new Promise(setImmediate);
    // All in one turn: none of it fires before the abort.
    for (const late of [fulfil, reject, counter]) setTimeout(late, 5);
    rust.third_party(Promise.resolve());
    thrown(() => rust.fail("abort"));
    setTimeout(() => console.log(rust.add(1, 2)), 30);`);
  assert.deepEqual({ stdout, stderr, status }, { stdout: "3\n", stderr: "", status: 0 });
});

test("all other errors end a Node process as if nothing were absorbed", () => {
  const after = (body, abort) => run(`
    const rust = recovering();
    ${abort ? 'thrown(() => rust.fail("abort"));' : ""}
    setTimeout(() => { ${body} }, 5);`);
  for (const body of ["throw new Error('mine')", "Promise.reject(new Error('mine'))", "rust.panics()"]) {
    const [plain, absorbing] = [after(body, false), after(body, true)];
    assert.equal(plain.status, 1);
    assert.equal(absorbing.status, 1);
    assert.match(absorbing.stderr, /mine|a panic/);
  }
});

test("a `then` that ends the instance, as what an async export gives is looked at, leaves no rejection that ends the process", () => {
  const { stdout, stderr, status } = run(`
    const rust = recovering();
    const waiting = rejection(rust.double(new Promise(() => {})));
    // At once, or by the promise where panics abort.
    const given = rejection((async () => rust.give({ get then() { return rust.fail("abort"); } }))());
    const names = [(await given).name, (await waiting).name];
    await new Promise(setImmediate);
    console.log(...names, rust.add(1, 2), rust.instanceStats().inFlight);`);
  const expected = "RuntimeError InstanceAbortedError 3 0\n";
  assert.deepEqual({ stdout, stderr, status }, { stdout: expected, stderr: "", status: 0 });
});

test("a waker that traps, or lets an exception pass, ends no process", () => {
  for (const wake of ['rust.fail("abort")', "(() => { throw new Error('mine'); })()"]) {
    for (const awaited of ["Promise.resolve()", "{ then: (settle) => settle() }"]) {
      const { stdout, stderr, status } = run(`
        const rust = recovering();
        const waiting = rejection(rust.double(new Promise(() => {})));
        const woken = rejection(rust.wake_plain(${awaited}, () => ${wake}));
        const names = [(await waiting).name, (await woken).name];
        await new Promise(setImmediate);
        const { aborts, restarts } = rust.instanceStats();
        console.log(...names, aborts, restarts, rust.add(1, 2));`);
      assert.equal(stdout, "InstanceAbortedError InstanceAbortedError 1 1 3\n", stderr);
      assert.equal(status, 0);
      // Nobody else is told of what it was.
      assert.match(stderr, wake.includes("mine") ? /mine/ : /unreachable/);
    }
  }
});

test("an uncaught error that cannot be looked at reaches the process's listeners after an abort too", () => {
  const { stdout, stderr, status } = run(`
    const rust = recovering();
    thrown(() => rust.fail("abort"));
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const odd = Object.defineProperty(new Error(), "message", { get: () => { throw proxy; } });
    let told = 0;
    process.on("uncaughtException", () => (told += 1));
    for (const value of [proxy, odd]) setTimeout(() => { throw value; }, 5);
    setTimeout(() => console.log(told, rust.add(1, 2)), 30);`);
  assert.deepEqual({ stdout, stderr, status }, { stdout: "2 3\n", stderr: "", status: 0 });
});

/**
 * A copy of the fixture, which stays down, with the names in its glue that a minifier takes away.
 *
 * @returns {string} its file
 */
function minified() {
  const folder = mkdtempSync(join(tmpdir(), "minified-"));
  after(() => rmSync(folder, { recursive: true }));
  cpSync(directory("FIXTURE_NODEJS"), folder, { recursive: true });
  const file = join(folder, "fixture.js");
  const glue = readFileSync(file, "utf8");
  const short = new Map();
  const shorten = (name) => short.get(name) ?? short.set(name, `_${short.size}`).get(name);
  const NAMES = /(?<!wasm\.)\b(?:wasm_bindgen_\w+___convert__closures_\w+|make(?:Mut)?Closure|__wbg_call_guard|real)\b/g;
  writeFileSync(file, glue.replace(NAMES, shorten));
  assert.ok(short.size > 10, `${short.size} names`);
  return file;
}

const LOADS = { "": () => "retiring()", ", minified": () => `createRequire("/")(${JSON.stringify(minified())})` };
for (const [how, load] of Object.entries(LOADS)) {
  const afterTrap = (/** @type {string} */ script) => run(`
    import { createRequire } from "node:module";
    const rust = ${load()};
    const [count, add] = [rust.counter(5), rust.adder(1)];
    await rust.trap(Promise.resolve()).catch(() => {});
    ${script}
    setTimeout(() => console.log("lives"), 30);`);

  test(`where the module stays down, its closures disturb nobody${how}`, () => {
    const outcome = afterTrap(`
      for (const late of [count, add]) {
        setTimeout(late, 1);
        Promise.resolve(1).then(late);
        setTimeout(() => [1].map(late), 2);
      }`);
    assert.deepEqual(outcome, { stdout: "lives\n", stderr: "", status: 0 });
  });

  test(`where the module stays down, calls of it are not taken for closures${how}`, () => {
    for (const call of ["setTimeout(rust.divide, 1, 1, 2)", "Promise.resolve().then(() => rust.divide(1, 2))"]) {
      const { stdout, stderr, status } = afterTrap(`setTimeout(count, 1); ${call};`);
      assert.deepEqual({ stdout, status }, { stdout: "", status: 1 });
      assert.match(stderr, /Module terminated|the module stays down/);
    }
  });
}

test("where the module stays down, neither do the closures of others in one that makes none by us", unwindsAtAll, () => {
  const outcome = run(`
    const rust = unchained();
    const callback = rust.callback();
    thrown(() => rust.trap());
    setTimeout(callback, 1);
    Promise.resolve().then(callback);
    setTimeout(() => console.log("lives"), 30);`);
  assert.deepEqual(outcome, { stdout: "lives\n", stderr: "", status: 0 });
});
