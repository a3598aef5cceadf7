/**
 * Errors of an instance that has ended, thrown by callbacks that others still hold: nobody
 * can catch them, and an uncaught one ends a Node process.
 */

import { Bun, addEventListener, isNode, process } from "../host.mjs";
import { shared } from "../state.mjs";
import { isLate } from "./late.mjs";

/** From the first abort on: until then, there is nothing to absorb. */
export function absorbLateErrors() {
  if (shared.isAbsorbing) return;
  try {
    absorb();
    shared.isAbsorbing = true;
  } catch {
    // On a full stack it is tried again when that is clear; a frozen `process` stays as it is.
  }
}

function absorb() {
  if (Bun) return absorbInBun(process);
  if (isNode()) return absorbInNode(process);
  addEventListener?.("error", absorbEvent);
  addEventListener?.("unhandledrejection", absorbEvent);
}

/** @param {Event & { error?: unknown, reason?: unknown }} event */
function absorbEvent(event) {
  if (isLate(event.error ?? event.reason)) event.preventDefault();
}

/**
 * A listener would change what Node does with all other errors.
 *
 * @param {{ emit(...args: unknown[]): boolean }} process
 */
function absorbInNode(process) {
  const { emit } = process;
  process.emit = function (event, error) {
    const isFatal = event === "uncaughtException" || event === "unhandledRejection";
    return (isFatal && isLate(error)) || Reflect.apply(emit, this, arguments);
  };
}

/**
 * Bun does not ask `emit`. A listener takes every error, so it has to do what Bun does by
 * itself with those that are not late and that nobody else listens for.
 *
 * @param {any} process
 */
function absorbInBun(process) {
  const absorb = (/** @type {string} */ event, /** @type {() => void} */ otherwise) =>
    process.on(event, (/** @type {unknown} */ error) => {
      if (isLate(error) || process.listenerCount(event) > 1) return;
      console.error(error);
      otherwise();
    });
  absorb("uncaughtException", () => process.exit(1));
  absorb("unhandledRejection", () => (process.exitCode = 1));
}
