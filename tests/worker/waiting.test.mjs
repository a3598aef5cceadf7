import assert from "node:assert/strict";
import { test } from "node:test";

import { client, json } from "./client.mjs";
import { serve } from "./workerd.mjs";

const { WAITING_CONFIG = "" } = process.env;

/** @param {number} time in milliseconds */
const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

/** What is not there by then has been waited for in vain. */
const soon = (answer, time = 20_000) =>
  Promise.race([answer, new Promise((resolve) => setTimeout(resolve, time, { text: "late" }).unref())]);

/** @param {import("node:test").TestContext} t */
async function service(t) {
  const server = await serve(WAITING_CONFIG);
  t.after(server.stop);
  const { ask, close } = client(server.port);
  t.after(close);
  return {
    wait: (body, path = "/wait") => ask({ method: "POST", path, body }),
    inFlight: async () => json(await ask({ path: "/" })).inFlight,
    hold: (query, path = "/hold") => ask({ path: `${path}?${query}` }),
    ask: () => ask({ path: "/ask" }),
    /** A client of its own, which does not wait for the answer. */
    async hangUp(path) {
      const impatient = client(server.port, { patience: 100 });
      assert.ok((await impatient.ask({ path })).isLate);
      impatient.close();
    },
    /** Returns when that many have been woken. */
    async release(count) {
      while (count > 0) count -= json(await ask({ path: "/release" }));
    },
  };
}

// What Rust woke used to go on in the request that woke it, which has no right to what belongs
// to another.
test("a request that Rust wakes from another request goes on in its own", async (t) => {
  const { wait, release, inFlight } = await service(t);
  const bodies = Array.from({ length: 20 }, (_, i) => `body ${i}`);
  const waiting = bodies.map((body) => wait(body));
  await release(bodies.length);
  const answers = await Promise.all(waiting);
  assert.deepEqual(answers.map(({ text }) => text), bodies);
  assert.equal(await inFlight(), 0);
});

test("what Rust wakes for a request that has gone is polled by a later one", async (t) => {
  const { wait, release, inFlight } = await service(t);
  assert.equal((await wait("", "/wait?in-vain")).status, 500);
  await release(1);
  assert.equal(await inFlight(), 1);
  await pause(1100);
  const next = wait("next");
  await release(1);
  assert.equal((await next).text, "next");
  assert.equal(await inFlight(), 0);
});

for (const [what, fails, status] of [
  ["lock", "", 200],
  ["semaphore", "", 200],
  // Nobody after one that succeeds has anything to do.
  ["cell", "&fails", 500],
]) {
  test(`a ${what} that is handed to a request that has gone is handed on`, async (t) => {
    const { hold, inFlight } = await service(t);
    const first = hold(`what=${what}&time=500${fails}`);
    await pause(100);
    // It would hold that across a timer of its own.
    assert.equal((await hold(`what=${what}&time=50&in-vain`)).status, 500);
    const next = [1, 2, 3].map((time) => hold(`what=${what}&time=${time}`));
    assert.equal((await first).status, status);
    for (const { text } of await soon(Promise.all(next))) assert.equal(text, "held");
    assert.equal((await soon(hold(`what=${what}`))).text, "held");
    assert.equal(await inFlight(), 0);
  });
}

test("a lock that is handed to a request whose client has gone is handed on", async (t) => {
  const { hold, hangUp, inFlight } = await service(t);
  const first = hold("what=lock&time=500");
  await pause(100);
  await hangUp("/hold?what=lock&time=50");
  const next = hold("what=lock");
  assert.equal((await first).text, "held");
  assert.equal((await soon(next)).text, "held");
  assert.equal(await inFlight(), 0);
});

test("a lock that nobody waits for any more is given to later requests, one after the other", async (t) => {
  const { hold, inFlight } = await service(t);
  const first = hold("what=lock&time=300");
  await pause(100);
  assert.equal((await hold("what=lock&time=50&in-vain")).status, 500);
  assert.equal((await first).text, "held");
  await pause(1100);
  for (let i = 0; i < 5; i++) assert.equal((await soon(hold("what=lock&time=5"))).text, "held");
  assert.equal(await inFlight(), 0);
});

test("plain wasm-bindgen hands a lock on only if the request that has gone waits for nothing more", async (t) => {
  const { hold } = await service(t);
  for (const [time, outcome] of [["", "held"], ["&time=50", "late"]]) {
    const first = hold("what=lock&time=300", "/hold-plain");
    await pause(100);
    assert.equal((await hold(`what=lock${time}&in-vain`, "/hold-plain")).status, 500);
    const next = hold("what=lock", "/hold-plain");
    assert.equal((await first).text, "held");
    assert.equal((await soon(next, 2000)).text, outcome);
  }
});

test("a task that one request started serves later ones", async (t) => {
  const { ask, inFlight } = await service(t);
  for (let i = 0; i < 5; i++) assert.equal((await soon(ask())).text, "answered");
  const answers = await soon(Promise.all(Array.from({ length: 20 }, ask)));
  for (const { text } of answers) assert.equal(text, "answered");
  assert.equal(await inFlight(), 1);
});
