// What workerd calls: hands each event to Rust, and makes an answer of whatever fails there.

import { env, waitUntil } from "cloudflare:workers";

import {
  Visits as RustVisits, fetch as answer, initSync, onAbort, onPanic, queue, revived, scheduled,
} from "./pkg/cloudflare.js";
import module from "./pkg/cloudflare_bg.wasm";

import { failure } from "./failure.mjs";

initSync({ module });

/**
 * Tells whoever is on duty, once the answer is on its way.
 *
 * @param {import("./pkg/cloudflare.js").PanicError | import("./pkg/cloudflare.js").InstanceAbortedError} error
 */
function alert(error) {
  const { kind, message } = error;
  console.error(error);
  if (env.ALERTS) waitUntil(fetch(env.ALERTS, { method: "POST", body: JSON.stringify({ kind, message }) }));
}

onPanic(alert);
onAbort(alert);

// Made again after an abort, with the same state.
export class Visits extends revived(RustVisits) {
  /** @param {Request} request */
  async fetch(request) {
    try {
      return await super.fetch(request);
    } catch (error) {
      return failure(error);
    }
  }
}

export default {
  /**
   * @param {Request} request
   * @param {typeof env} env
   */
  async fetch(request, env) {
    try {
      const answered = answer(request, env);
      // To its end, also if the client hangs up: others may wait for what it holds.
      waitUntil(answered.catch(() => {}));
      return await answered;
    } catch (error) {
      return failure(error);
    }
  },
  queue,
  scheduled,
};
