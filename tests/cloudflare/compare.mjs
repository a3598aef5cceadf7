// The same load on the example and on its twin without unwind-export. `cargo xtask load cloudflare` builds
// both and runs this.

import { compare } from "../worker/report.mjs";
import { silent } from "./miniflare.mjs";
import { cloudflare } from "./routes.mjs";

const { CLOUDFLARE_SERVICE = "", PLAIN_SERVICE = "" } = process.env;

const ours = { isOurs: true, start: () => silent(CLOUDFLARE_SERVICE) };

await compare(cloudflare, [
  { name: "unwind-export, without faults", withFaults: false, ...ours },
  { name: "unwind-export", withFaults: true, ...ours },
  { name: "the worker crate alone", withFaults: true, isOurs: false, start: () => silent(PLAIN_SERVICE) },
]);
