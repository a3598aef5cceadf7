import { CLOSURES } from "./frames.mjs";
import { expectLateErrors } from "./recovery/expected.mjs";
import { showFeature } from "./stack.mjs";

/** Called before the first closure of an instance is made. */
export function expectClosures() {
  expectLateErrors();
  showFeature(CLOSURES);
}
