import assert from "node:assert/strict";
import { test } from "node:test";

import { isAbort } from "../node/strategy.mjs";
import { load } from "../worker/load.mjs";
import { silent } from "./miniflare.mjs";
import { cloudflare } from "./routes.mjs";

/** Where panics abort, each of them is an abort to the others. */
const mix = (...args) => {
  const item = cloudflare(...args);
  return isAbort && !item.isGood && !item.isDead ? { ...item, isAbort: true } : item;
};

// Requests that were late, as the storage kept the thread, used to be taken for ones that have gone.
for (const withFaults of [false, true]) {
  test(`a load of 1,000 requests, ${withFaults ? "some of which fail" : "none of which fails"}`, async (t) => {
    const service = await silent(process.env.CLOUDFLARE_SERVICE ?? "");
    t.after(service.stop);
    const seed = Number(process.env.LOAD_SEED ?? Date.now() % 2 ** 32);
    t.diagnostic(`LOAD_SEED=${seed}`);
    const options = { mix, requests: 1000, seed, withFaults };
    const { results, unexplained, repeated } = await load(service.port, options);
    assert.equal(results.length, 1000);
    assert.equal(repeated, 0);
    assert.deepEqual(unexplained, []);
    const cancelled = results.filter(({ outcome }) => outcome === "cancelled");
    assert.ok(cancelled.length <= (isAbort ? 10 : 0), `${cancelled.length} were cancelled`);
  });
}
