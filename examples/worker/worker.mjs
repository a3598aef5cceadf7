// What workerd calls: hands each request to Rust, and makes an answer of whatever fails there.

import { Counters, fetch as answer, initSync, revived } from "./pkg/bare_worker.js";
import module from "./pkg/bare_worker_bg.wasm";

import { failure } from "./failure.mjs";

initSync({ module });

const RevivedCounters = revived(Counters);
const counters = new RevivedCounters();

export default {
  /**
   * @param {Request} request
   * @param {{ MODE: string | null }} env
   */
  async fetch(request, env) {
    try {
      return await answer(request, counters);
    } catch (error) {
      return failure(error, env.MODE ?? "production");
    }
  },
};
