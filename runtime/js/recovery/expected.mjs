import { shared } from "../state.mjs";
import { absorbLateErrors } from "./absorb.mjs";
import { learnClosures } from "./late.mjs";

/**
 * From now on there may be callbacks that outlive an instance. Called by all that makes some, or has others' go on: other
 * modules do without what tells their errors.
 */
export function expectLateErrors() {
  shared.late ??= { absorb: absorbLateErrors, learn: learnClosures };
}
