// One suite for every host: nothing here, or in what this imports, is of one engine only.

import { ABORTS } from "./aborts.mjs";
import { PANICS } from "./panics.mjs";

/** @typedef {{ name: string, error?: string }} Outcome */

/**
 * Runs all checks. If the host cannot load the packages, `refused` is
 * what it says.
 *
 * @param {(name: string) => Promise<any>} load gives the exports of a package
 * @returns {Promise<{ outcomes: Outcome[] } | { refused: string }>}
 */
export async function conform(load) {
  const packages = [];
  try {
    for (const name of ["fixture", "recovering"]) packages.push(await load(name));
  } catch (error) {
    const { name = "", message = error } = /** @type {any} */ (error ?? {});
    return { refused: `${name}: ${message}`.split("\n").join(" ") };
  }
  const [fixture, recovering] = packages;
  // Where panics abort, the instance would be retired after the first.
  fixture.keep_after_panics?.();
  return { outcomes: [...await check(PANICS, fixture), ...await check(ABORTS, recovering)] };
}

/**
 * One after the other: they share the module.
 *
 * @param {Record<string, (rust: any) => unknown>} checks
 * @param {any} rust
 */
async function check(checks, rust) {
  const outcomes = /** @type {Outcome[]} */ ([]);
  for (const [name, holds] of Object.entries(checks)) {
    try {
      await holds(rust);
      outcomes.push({ name });
    } catch (error) {
      outcomes.push({ name, error: String(/** @type {any} */ (error)?.stack ?? error) });
    }
  }
  return outcomes;
}
