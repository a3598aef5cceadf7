import { admit } from "./attach.mjs";
import { Bun, HostError } from "./host.mjs";
import { beginTrace, captureNamed, endTrace } from "./panic/capture.mjs";
import { throwStashed } from "./panic/throw.mjs";
import { ended } from "./recovery/recovery.mjs";
import { isFalseAlarm } from "./recovery/suspect.mjs";

/** @type {((token: number, argument: number) => unknown)[]} */
const CALLED = [throwStashed, isFalseAlarm, admit, ended];

/** Captures the stack for the error of a panic. */
const CAPTURE_STACK = 4;

/**
 * What Rust calls past wasm-bindgen's adapters. By number, as the glue has a key for each function.
 *
 * @param {number} token
 * @param {number} what
 * @param {number} argument
 */
export function direct(token, what, argument) {
  if (what !== CAPTURE_STACK) return CALLED[what](token, argument);
  let trace;
  try {
    trace = beginTrace(token);
    // Here: each frame takes its time. So does `Error.captureStackTrace`, three times that of an error.
    if (trace) trace.at = Bun ? captureNamed(direct) : new HostError();
  } catch {
    // Of a full stack, or a host that somebody has changed. A panic is under way, and would never end if this threw.
  } finally {
    if (trace) endTrace(trace);
  }
}
