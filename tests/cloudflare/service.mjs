// The example, and what its tests ask of it.

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";

import { isAbort } from "../node/strategy.mjs";
import { client } from "../worker/client.mjs";
import { serve } from "./miniflare.mjs";

/** Starts the service, and whoever is on duty to be told of its failures. */
export async function start() {
  const folder = process.env.CLOUDFLARE_SERVICE;
  assert.ok(folder, "CLOUDFLARE_SERVICE is not set: run `cargo xtask test cloudflare`");
  const duty = await onDuty();
  const { miniflare, url } = await serve(folder, {
    bindings: { ALERTS: duty.url },
    queueConsumers: { jobs: { maxBatchSize: 10, maxBatchTimeout: 0.1, maxRetries: 3 } },
  });
  /**
   * @param {string} method
   * @param {string} path
   * @param {string} [body]
   */
  async function ask(method, path, body) {
    const response = await miniflare.dispatchFetch(`http://service${path}`, { method, body });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: () => JSON.parse(text) };
  }
  return {
    get: (path) => ask("GET", path),
    post: (path, body) => ask("POST", path, body),
    worker: () => miniflare.getWorker(),
    /**
     * A client that hangs up once `isTime`.
     *
     * @param {string} path
     * @param {() => Promise<boolean>} isTime
     */
    async hangUp(path, isTime) {
      const hasty = client(Number(url.port));
      const answer = hasty.ask({ method: "POST", path });
      await until(isTime);
      hasty.close();
      assert.equal((await answer).status, 0);
    },
    alerts: duty.alerts,
    /**
     * Waits until whoever is on duty has been told of something, so many times, and gives what.
     *
     * @param {RegExp} wanted
     */
    told: (wanted, count = 1) =>
      until(() => {
        const alerts = duty.alerts.filter(({ kind, message }) => wanted.test(`${kind}: ${message}`));
        return alerts.length >= count && alerts;
      }),
    async stop() {
      await miniflare.dispose();
      duty.server.close();
    },
  };
}

/** A server that takes alerts. */
async function onDuty() {
  const alerts = [];
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const part of request) text += part;
    alerts.push(JSON.parse(text));
    response.end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { server, alerts, url: `http://127.0.0.1:${port}/` };
}

/**
 * What comes after `count` in the memory of an instance that has panicked: where panics abort, a fresh one takes over.
 *
 * @param {number} count
 */
export const next = (count) => (isAbort ? 1 : count + 1);

/**
 * @template T
 * @param {number} count
 * @param {(i: number) => Promise<T>} ask
 */
export const many = (count, ask) => Promise.all(Array.from({ length: count }, (_, i) => ask(i)));

/** @param {{ status: number, headers: { get(name: string): string | null }, json(): any }} answer */
export function assertMayBeSentAgain(answer) {
  assert.equal(answer.status, 503);
  assert.equal(answer.headers.get("retry-after"), "1");
  assert.equal(answer.json().kind, "abort");
}

/** In milliseconds: what takes that long has been waited for in vain. */
const PATIENCE = 120_000;

/**
 * Waits until `body` gives something true, and gives that.
 *
 * @template T
 * @param {() => T | Promise<T>} body
 */
export async function until(body) {
  const end = performance.now() + PATIENCE;
  for (;;) {
    const result = await body();
    if (result) return result;
    if (performance.now() > end) throw new Error(`in vain: ${body}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
