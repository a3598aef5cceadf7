import { expectLateErrors } from "./recovery/expected.mjs";

/** Called before the first closure of an instance is made. */
export function expectClosures() {
  expectLateErrors();
}
