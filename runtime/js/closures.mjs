import { CLOSURES } from "./frames.mjs";
import { showFeature } from "./stack.mjs";

/** Called before the first closure of an instance is made. */
export function expectClosures() {
  showFeature(CLOSURES);
}
