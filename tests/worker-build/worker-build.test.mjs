import assert from "node:assert/strict";
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { before, test } from "node:test";

import { serve } from "../cloudflare/miniflare.mjs";
import { until } from "../cloudflare/service.mjs";

const folder = process.env.CLOUDFLARE_BUILT ?? "";
const NAMES = [
  "InstanceAbortedError", "PanicError", "PoisonedError", "errorKind", "instanceStats", "main", "onAbort", "onPanic",
  "onRestart", "revived",
];

before(() => copyFile(join(import.meta.dirname, "worker.mjs"), join(folder, "worker.mjs")));

/**
 * @param {import("node:test").TestContext} t
 * @param {string} entry
 */
async function start(t, entry) {
  const { miniflare } = await serve(folder, {
    scriptPath: join(folder, entry),
    queueConsumers: { jobs: { maxBatchSize: 10, maxBatchTimeout: 0.1, maxRetries: 3 } },
    serviceBindings: { SELF: "cloudflare" },
  });
  t.after(() => miniflare.dispose());
  const ask = async (path, method = "POST", body = undefined) => {
    const response = await miniflare.dispatchFetch(`http://service${path}`, { method, body });
    return { status: response.status, text: await response.text() };
  };
  return { miniflare, ask };
}

for (const entry of ["index.js", "worker.mjs"]) {
  test(`${entry}: handlers answer, and a panic is the answer of its request`, async (t) => {
    const { miniflare, ask } = await start(t, entry);
    assert.deepEqual(await ask("/health", "GET"), { status: 200, text: "ok\n" });
    assert.equal((await ask("/hit")).text, '{"hits":1}');
    assert.deepEqual(await ask("/fail/panic"), { status: 500, text: '{"kind":"panic","message":"panic on demand"}' });
    assert.equal((await ask("/hit")).text, '{"hits":2}');
    const worker = await miniflare.getWorker();
    assert.equal((await worker.scheduled({ cron: "0 0 * * *" })).outcome, "exception");
    assert.equal((await worker.scheduled({ cron: "0 * * * *" })).outcome, "ok");
    assert.equal((await ask("/store/scheduled", "GET")).text, "1");
    await ask("/jobs", "POST", "bad");
    await until(async () => (await ask("/store/job%20bad", "GET")).text === "2");
  });

  test(`${entry}: after an abort, the next request is right, and Durable Objects are made again`, async (t) => {
    const { ask } = await start(t, entry);
    const visit = async () => JSON.parse((await ask("/visits/one/visit")).text);
    await visit();
    assert.deepEqual(await visit(), { all: 2, here: 2 });
    assert.equal((await ask("/fail/overflow")).status, 500);
    assert.deepEqual(await visit(), { all: 3, here: 1 });
    assert.equal((await ask("/visits/one/fail/exhaust")).status, entry === "index.js" ? 500 : 503);
    assert.deepEqual(await visit(), { all: 5, here: 1 });
    assert.equal((await ask("/hit")).text, '{"hits":1}');
  });
}

test("with an entry of one's own, no other Worker calls what is no handler", async (t) => {
  const { miniflare, ask } = await start(t, "worker.mjs");
  const { SELF } = await miniflare.getBindings();
  for (const name of NAMES) await assert.rejects(async () => SELF[name](), /does not implement/, name);
  assert.equal(JSON.parse((await ask("/stats", "GET")).text).panics, 0);
});

test("without one, other Workers may call what the module exports", async (t) => {
  const { miniflare } = await start(t, "index.js");
  const { SELF } = await miniflare.getBindings();
  assert.equal((await SELF.instanceStats()).panics, 0);
});
