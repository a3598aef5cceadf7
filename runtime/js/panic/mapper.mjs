import { report } from "../listeners.mjs";
import { change } from "./panic.mjs";

/**
 * The function of `map_panic` or `recover_panic` has failed itself.
 *
 * @param {import("../errors.mjs").PanicError} error
 * @param {unknown} failure
 */
export function mapperFailed(error, failure) {
  if (!change(error, "cause", failure)) report(failure);
}
