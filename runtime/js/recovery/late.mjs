/** Tells what callbacks of an ended instance throw from what other calls of it do. */

import { attempt, isError } from "../host.mjs";
import { importsOf, states } from "../state.mjs";

/** @typedef {import("../state.mjs").State} State */

/** wasm-bindgen's words for a closure of an earlier instance. */
const STALE_CLOSURE = "Cannot invoke closure from previous WASM instance";

/** Its words for any call of an instance that has ended. */
const TERMINATED = "Module terminated";

/** What it calls the imports that make something of numbers: closures, and objects. */
const MAKER = /^__wbindgen_(generic|cast)_/;

/** Where a frame of a stack is, as all engines write that. */
const PLACE = /[^\s(@]*:\d+:\d+(?=\)?$)/;

/** @param {unknown} error */
export function isLate(error) {
  const message = isError(error) && attempt(() => error.message);
  if (message === STALE_CLOSURE) return true;
  if (message !== TERMINATED) return false;
  const places = placesOf(error);
  return states.some((state) => {
    learnClosures(state);
    return places.some((place) => state.closurePlaces?.has(place));
  });
}

/**
 * Finds out where closures call Rust, as minifiers leave them no names. While the instance has ended, and no next one
 * has taken over, any closure will do, also one of nothing: the glue refuses its call.
 *
 * @param {State} state
 */
export function learnClosures(state) {
  if (state.closurePlaces || state.isBlind || !state.hasEnded()) return;
  const places = () => new Set(closuresOf(state).flatMap((closure) => placesOf(refusalOf(closure))));
  state.closurePlaces = attempt(places) ?? new Set();
}

/** @param {State} state */
function closuresOf(state) {
  return importsOf(state, MAKER)
    .map((make) => attempt(() => forgotten(make(0, 0))))
    .filter((made) => typeof made === "function" && "_wbg_cb_unref" in made);
}

/**
 * Has the glue not free an object once it is collected, as there is none.
 *
 * @param {any} made
 */
function forgotten(made) {
  made?.__destroy_into_raw?.();
  return made;
}

/**
 * The frames between where the glue refuses a call and who has made it: a closure's adapter, and the closure.
 *
 * @param {unknown} error
 */
function placesOf(error) {
  const stack = attempt(() => String(/** @type {any} */ (error).stack)) ?? "";
  const lines = stack.split("\n");
  return lines.flatMap((line) => PLACE.exec(line) ?? []).slice(1, 3);
}

/** @param {() => unknown} closure */
function refusalOf(closure) {
  try {
    closure();
  } catch (error) {
    return error;
  }
}
