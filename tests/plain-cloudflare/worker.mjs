// What workerd calls, as worker-build makes it: with an entry point and a class of Durable Objects that are constructed
// again once the instance is another, and with its option to do the work of a request to its end.

import { WorkerEntrypoint } from "cloudflare:workers";

import { Visits as RustVisits, __worker_init_state, fetch as answer, initSync } from "./pkg/plain_cloudflare.js";
import module from "./pkg/plain_cloudflare_bg.wasm";

initSync({ module });
const state = __worker_init_state();

class Entrypoint extends WorkerEntrypoint {
  /** @param {Request} request */
  fetch(request) {
    const answered = answer(request, this.env, this.ctx);
    this.ctx.waitUntil(answered);
    return answered;
  }
}

/**
 * @template {new (...args: any[]) => object} C
 * @param {C} Class
 * @returns {C}
 */
const rebuilt = (Class) =>
  new Proxy(Class, {
    construct(Class, args, newTarget) {
      const construct = () => Reflect.construct(Class, args, newTarget);
      let [object, id] = [construct(), state.instanceId];
      return new Proxy(object, {
        get(_, key, receiver) {
          if (id !== state.instanceId) [object, id] = [construct(), state.instanceId];
          return Reflect.get(object, key, receiver);
        },
      });
    },
  });

export const Visits = rebuilt(RustVisits);
export default rebuilt(Entrypoint);
