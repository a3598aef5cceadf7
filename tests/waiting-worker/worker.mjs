import { ask_relay, hold_ours, hold_plains, initSync, instanceStats, release, wait } from "./pkg/waiting_worker.js";
import module from "./pkg/waiting_worker_bg.wasm";

initSync({ module });

/**
 * Work that takes some time, and can fail.
 *
 * @param {URLSearchParams} query
 */
const work = (query) => async () => {
  const time = Number(query.get("time"));
  if (time) await new Promise((resolve) => setTimeout(resolve, time));
  if (query.has("fails")) throw new Error("as it should");
};

export default {
  /** @param {Request} request */
  async fetch(request) {
    const { pathname, searchParams: query } = new URL(request.url);
    // Without anything that could wake it, workerd cancels a request at once.
    const timer = query.has("in-vain") ? undefined : setTimeout(() => {}, 60_000);
    const what = query.get("what");
    try {
      switch (pathname) {
        case "/wait":
          // Its own body, which no other request may read.
          return new Response(await wait(() => request.text()));
        case "/release":
          return Response.json(release());
        case "/hold":
          await hold_ours(what, work(query));
          return new Response("held");
        case "/hold-plain":
          await hold_plains(what, work(query));
          return new Response("held");
        case "/ask":
          await ask_relay();
          return new Response("answered");
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
