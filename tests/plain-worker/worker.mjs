// As in examples/worker, as far as plain wasm-bindgen goes.

import { env } from "cloudflare:workers";

import { Counters, fetch as answer, initSync } from "./pkg/plain_worker.js";
import module from "./pkg/plain_worker_bg.wasm";

// For the start function, which runs again in each instance.
globalThis.REINIT = env.REINIT === "yes";
initSync({ module });

let counters = new Counters();

const KINDS = new Map([
  ["PanicError", "panic"],
  ["RuntimeError", "abort"],
  ["RangeError", "abort"],
]);

export default {
  /** @param {Request} request */
  async fetch(request) {
    try {
      return await answer(request, counters);
    } catch (error) {
      const { name, message, stack } = Object(error);
      // Nothing tells of a fresh instance, but that the objects of the last one fail.
      if (/stale/.test(message)) counters = new Counters();
      return Response.json({ kind: KINDS.get(name) ?? "error", message, stack }, { status: 500 });
    }
  },
};
