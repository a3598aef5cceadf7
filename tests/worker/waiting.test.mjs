import assert from "node:assert/strict";
import { test } from "node:test";

import { client, json } from "./client.mjs";
import { serve } from "./workerd.mjs";

const { WAITING_CONFIG = "" } = process.env;

/** @param {import("node:test").TestContext} t */
async function service(t) {
  const server = await serve(WAITING_CONFIG);
  t.after(server.stop);
  const { ask, close } = client(server.port);
  t.after(close);
  return {
    wait: (body, path = "/wait") => ask({ method: "POST", path, body }),
    inFlight: async () => json(await ask({ path: "/" })).inFlight,
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
  assert.equal((await wait("", "/wait-in-vain")).status, 500);
  await release(1);
  assert.equal(await inFlight(), 1);
  await new Promise((resolve) => setTimeout(resolve, 1100));
  const next = wait("next");
  await release(1);
  assert.equal((await next).text, "next");
  assert.equal(await inFlight(), 0);
});
