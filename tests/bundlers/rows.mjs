/**
 * The page has the module alone, is edited while it is open, or has a second crate's module beside. With `inline`, the
 * module's URL has all of it. `refusal` is what a bundler says that cannot take the package. Each test run has the
 * rows that are `quick`.
 *
 * @typedef {{
 *   bundler: string,
 *   target: "web" | "bundler" | "module",
 *   load?: import("./project.mjs").Load,
 *   dev?: boolean,
 *   kind?: import("./project.mjs").Kind,
 *   inline?: boolean,
 *   refusal?: RegExp,
 *   quick?: boolean,
 * }} Row
 */

/** @type {Row[]} */
export const ROWS = [
  { bundler: "vite", target: "web", quick: true },
  { bundler: "vite", target: "bundler", quick: true },
  { bundler: "vite", target: "module" },
  { bundler: "vite", target: "web", dev: true },
  { bundler: "vite", target: "bundler", dev: true },
  { bundler: "vite", target: "web", dev: true, kind: "edited", quick: true },
  { bundler: "vite", target: "bundler", dev: true, kind: "edited" },
  { bundler: "vite", target: "web", kind: "beside", quick: true },
  { bundler: "vite", target: "bundler", kind: "beside" },
  { bundler: "vite + plugin", target: "web" },
  { bundler: "vite + plugin", target: "bundler" },
  { bundler: "webpack", target: "web", quick: true },
  { bundler: "webpack", target: "bundler", refusal: /Unknown import description type: 0x4/, quick: true },
  { bundler: "webpack", target: "web", kind: "beside" },
  { bundler: "webpack", target: "module" },
  { bundler: "webpack", target: "web", dev: true },
  { bundler: "rspack", target: "web" },
  { bundler: "rspack", target: "bundler" },
  { bundler: "rspack", target: "module" },
  { bundler: "rollup", target: "web" },
  { bundler: "rollup", target: "module", refusal: /Source phase imports are only supported for external modules/ },
  { bundler: "esbuild", target: "web", load: "web-url", quick: true },
  { bundler: "esbuild", target: "web", load: "web-url", inline: true },
  { bundler: "esbuild", target: "module", refusal: /ERROR: / },
  { bundler: "parcel", target: "web" },
];
