// The same load on the worker and on its twin without unwind-export. `cargo xtask load` builds
// both and runs this.

import { compare } from "./report.mjs";
import { bareWorker } from "./routes.mjs";
import { serve } from "./workerd.mjs";

const { WORKER_CONFIG = "", PLAIN_CONFIG = "" } = process.env;

const ours = { isOurs: true, start: () => serve(WORKER_CONFIG) };
const plains = (settings = {}) => ({ isOurs: false, withFaults: true, start: () => serve(PLAIN_CONFIG, settings) });

await compare(bareWorker, [
  { name: "unwind-export, without faults", withFaults: false, ...ours },
  { name: "unwind-export", withFaults: true, ...ours },
  { name: "plain wasm-bindgen", ...plains() },
  { name: "plain wasm-bindgen with schedule_reinit", ...plains({ WORKER_REINIT: "yes" }) },
]);
