// The suite in a page: `visitor.html?target=web&context=worker`, with the packages at /pkg/. The
// same file is the module worker.

import { conform } from "./conformance.mjs";

const parameters = new URL(location.href).searchParams;
const target = parameters.get("target") ?? "web";
const isPage = "document" in globalThis;

if (isPage && parameters.get("context") === "worker") {
  const url = new URL("visitor.mjs", location.href);
  url.search = location.search;
  const worker = new Worker(url, { type: "module" });
  worker.onmessage = ({ data }) => send(data);
  worker.onerror = ({ message }) => send({ refused: `the worker failed: ${message}` });
} else {
  const result = await conform(load);
  if (isPage) send(result);
  else postMessage(result);
}

/** @param {string} name */
async function load(name) {
  const module = await import(`/pkg/${name}-${target}/${name}.js`);
  if (target === "web") await module.default();
  return module;
}

/** @param {unknown} result */
function send(result) {
  fetch("/result", { method: "POST", body: JSON.stringify(result) });
}
