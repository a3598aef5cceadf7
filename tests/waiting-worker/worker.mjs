import { initSync, instanceStats, release, wait } from "./pkg/waiting_worker.js";
import module from "./pkg/waiting_worker_bg.wasm";

initSync({ module });

export default {
  /** @param {Request} request */
  async fetch(request) {
    const { pathname } = new URL(request.url);
    // Without anything that could wake it, workerd cancels a request at once.
    const timer = pathname === "/wait" ? setTimeout(() => {}, 60_000) : undefined;
    try {
      switch (pathname) {
        case "/wait":
        case "/wait-in-vain":
          // Its own body, which no other request may read.
          return new Response(await wait(() => request.text()));
        case "/release":
          return Response.json(release());
        default:
          return Response.json(instanceStats());
      }
    } catch (error) {
      return new Response(String(error), { status: 500 });
    } finally {
      clearTimeout(timer);
    }
  },
};
