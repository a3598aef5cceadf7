/**
 * `build` gives the bundler's warnings, and throws what it refuses with.
 *
 * @typedef {{ folder: string, target: string, inline?: boolean }} Project
 * @typedef {{ origin: string, close(): unknown }} Front
 * @typedef {{
 *   version: string,
 *   build(project: Project & { site: string }): Promise<string[]>,
 *   serve?(project: Project & { warnings: string[], results: string }): Promise<Front>,
 * }} Bundler
 */

/** Loaded when it is wanted, as some take seconds. @type {Record<string, () => Promise<Bundler>>} */
export const BUNDLERS = {
  vite: async () => (await import("./vite.mjs")).VITE,
  "vite + plugin": async () => (await import("./vite.mjs")).VITE_WITH_PLUGIN,
  webpack: async () => (await import("./webpack.mjs")).WEBPACK,
  rspack: async () => (await import("./webpack.mjs")).RSPACK,
  rollup: async () => (await import("./others.mjs")).ROLLUP,
  esbuild: async () => (await import("./others.mjs")).ESBUILD,
  parcel: async () => (await import("./others.mjs")).PARCEL,
};
