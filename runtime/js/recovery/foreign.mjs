/**
 * JavaScript exceptions that have passed through Rust by an import that is not ours. LLVM takes such an import for one
 * that does not unwind: destructors may not have run, so that objects stay in use and locks stay locked. The glue
 * wraps what an import throws, and asks what it is as it leaves through an export. Where panics unwind by the legacy
 * instructions it asks of what is thrown by Rust's own doing twice: first as that enters Rust.
 */

import { Exception, isError, queueMicrotask } from "../host.mjs";
import { throwOwn, touch } from "../instance.mjs";
import { isPlainPanic } from "../kind.mjs";
import { isOwn } from "../panic/throw.mjs";
import { importsOf, shared, states } from "../state.mjs";
import { needRoom } from "./room.mjs";
import { forgetSuspect } from "./suspect.mjs";

/** @typedef {import("../state.mjs").State} State */

/**
 * Takes note of an exception that somebody has told from other errors. Never throws.
 *
 * @param {object} exception
 * @param {State | undefined} thrower of its own module, if that has thrown it
 */
export function seeException(exception, thrower) {
  states.forEach(forgetSuspect);
  try {
    if (isOwn(exception, thrower) || shared.seen.has(exception)) return;
    shared.seen.add(exception);
    judge(exception);
  } catch {
    // On a full stack, or in a host where these objects are not what they should be.
  }
}

/** @param {object} exception */
function judge(exception) {
  for (const state of states) {
    const value = canTell(state) && valueIn(state, exception);
    if (!value) continue;
    if (!isClean(state, value[0])) tear(state, value[0]);
    return;
  }
}

/**
 * What the glue of that module has wrapped, in an array. None, if it is another's: that has another tag.
 *
 * @param {State} state
 * @param {object} exception
 */
export function valueIn(state, exception) {
  const { is, getArg } = Exception.prototype;
  const tag = tagOfGlue(state);
  if (tag && Reflect.apply(is, exception, [tag])) return [Reflect.apply(getArg, exception, [tag, 0])];
}

/**
 * Whether panics unwind: elsewhere the trampoline sees what passes through Rust. And not what a conversion stops.
 *
 * @param {State} state
 */
const canTell = (state) => !state.invoke && !state.isDead && !state.isAsking && !state.isConverting;

/**
 * An error of our own shows the tag, if there has not been one yet.
 *
 * @param {State} state
 */
function tagOfGlue(state) {
  if (!state.tag) {
    needRoom();
    state.isAsking = true;
    try {
      throwOwn(state, {});
    } catch {
      // As it should.
    } finally {
      state.isAsking = false;
    }
  }
  return state.tag;
}

/** wasm-bindgen's words of a closure that does not run, as it runs already or is gone. */
const NOT_RUN = "closure invoked recursively or after being dropped";

/** What it calls the import that makes the error of a plain export's panic. */
const PANIC_MAKER = /__wbindgen_panic_error/;

/**
 * Whether it is an error of a plain export of this module, as far as can be told: others have classes of that name.
 *
 * @param {State} state
 * @param {Error} error
 */
const isOwnPanic = (state, error) =>
  // Of no text: only its class is looked at.
  isPlainPanic(error) && importsOf(state, PANIC_MAKER).every((make) => make(0, 0).constructor === error.constructor);

/**
 * What a plain export panics with is thrown when all destructors have run, and what a closure that does not run throws
 * before there are any. If it comes back, by an import, they have not.
 *
 * @param {State} state
 * @param {unknown} value
 */
function isClean(state, value) {
  const { cleanErrors } = state;
  try {
    if (!isError(value) || (value.message !== NOT_RUN && !isOwnPanic(state, value)) || cleanErrors.has(value)) return false;
    cleanErrors.add(value);
    return true;
  } catch {
    // Of a getter.
    return false;
  }
}

/**
 * @param {State} state
 * @param {unknown} value
 */
function tear(state, value) {
  state.exceptions += 1;
  const { policy, exceptions, isTorn } = state;
  // Not at once: outer calls still get their results.
  if (!isTorn) queueMicrotask(() => (policy?.keepsTorn === false ? policy.retire(state, value) : goOn(state)));
  state.isTorn = true;
  if (!policy && exceptions === 1) {
    console.warn(
      "unwind-export: a JavaScript exception has passed through Rust without running every destructor. " +
        "Declare the import with #[import] or `catch`, or call recovery::enable to have such an instance replaced.",
      value,
    );
  }
}

/**
 * Nothing is on the stack: has Rust know that, which counts calls that have not ended.
 *
 * @param {State} state
 */
function goOn(state) {
  state.isTorn = false;
  try {
    touch(state);
  } catch {
    // Another call has ended it.
  }
}
