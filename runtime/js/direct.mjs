import { admit } from "./attach.mjs";
import { captureStack } from "./panic/capture.mjs";
import { throwStashed } from "./panic/throw.mjs";
import { ended } from "./recovery/recovery.mjs";
import { isFalseAlarm } from "./recovery/suspect.mjs";

/**
 * What Rust calls past wasm-bindgen's adapters. By number, as the glue has a key for each function.
 *
 * @type {((token: number, argument: number) => unknown)[]}
 */
const CALLED = [throwStashed, captureStack, isFalseAlarm, admit, ended];

/**
 * @param {number} token
 * @param {number} what
 * @param {number} argument
 */
export const direct = (token, what, argument) => CALLED[what](token, argument);
