// An entry in front of what worker-build makes. That has a method for whatever the module exports, which other Workers
// may call: what is no handler is taken from there.

import Built, { Visits as BuiltVisits } from "./index.js";

const HANDLERS = ["fetch", "queue", "scheduled"];

/** @type {any} */
const { InstanceAbortedError, errorKind, instanceStats } = Built.prototype;
for (const name of Object.keys(Built.prototype)) if (!HANDLERS.includes(name)) delete Built.prototype[name];

/** @param {any} error */
function failure(error) {
  const body = { kind: errorKind(error) ?? "error", message: error.message };
  const mayRetry = error instanceof InstanceAbortedError && error.retryable;
  return Response.json(body, mayRetry ? { status: 503, headers: { "retry-after": "1" } } : { status: 500 });
}

export default class extends Built {
  /** @param {Request} request */
  async fetch(request) {
    if (new URL(request.url).pathname === "/stats") return Response.json(instanceStats());
    try {
      return await super.fetch(request);
    } catch (error) {
      return failure(error);
    }
  }
}

export const Visits = BuiltVisits;
