// Runs a service in Miniflare, as wrangler's local mode does.

import { join } from "node:path";

import { Miniflare } from "miniflare";

/**
 * @param {string} folder
 * @param {Partial<import("miniflare").MiniflareOptions>} [options]
 */
export async function serve(folder, options) {
  const miniflare = new Miniflare(
    /** @type {any} */ ({
      name: "cloudflare",
      rootPath: folder,
      modulesRoot: folder,
      scriptPath: join(folder, "worker.mjs"),
      modules: true,
      modulesRules: [
        { type: "ESModule", include: ["**/*.js", "**/*.mjs"] },
        { type: "CompiledWasm", include: ["**/*.wasm"] },
      ],
      compatibilityDate: "2026-07-01",
      durableObjects: { VISITS: { className: "Visits", useSQLite: true } },
      kvNamespaces: ["STORE"],
      queueProducers: { JOBS: "jobs" },
      cf: false,
      ...options,
    }),
  );
  return { miniflare, url: await miniflare.ready };
}

/**
 * The same for a load, in which each panic is a stack in the log.
 *
 * @param {string} folder
 */
export async function silent(folder) {
  const handleRuntimeStdio = (/** @type {import("node:stream").Readable[]} */ ...streams) =>
    streams.forEach((stream) => stream.resume());
  const { miniflare, url } = await serve(folder, { handleRuntimeStdio });
  return { port: Number(url.port), hasExited: () => false, stop: () => miniflare.dispose() };
}
