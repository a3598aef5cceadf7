/** Makes the next instance. Only modules that want one have this. */

import { touch } from "../instance.mjs";
import { notify } from "../listeners.mjs";
import { Refused, withInstance } from "./instantiate.mjs";
import { withOrigin } from "./origin.mjs";
import { begin, end, tellOfRestart } from "./recovery.mjs";

/** @typedef {import("../state.mjs").State} State */

/**
 * Before anything stale can reach it.
 *
 * @param {State} state
 * @param {unknown} cause
 * @param {WebAssembly.Instance} [prepared] where the host had to be waited for
 */
export function restart(state, cause, prepared) {
  if (state.isReplaced) return;
  scheduleReinit(state);
  begin(state);
  state.isRestarting = true;
  try {
    withOrigin(state.origin, () => withInstance(prepared, () => touch(state)));
  } catch (error) {
    if (error instanceof Refused) return wait(state, error, cause);
    return stayDown(state, error);
  } finally {
    state.isRestarting = false;
  }
  tellOfRestart(state, cause);
}

/** @param {State} state */
function scheduleReinit(state) {
  try {
    state.reinit?.();
  } catch {
    // In an instance that has ended every import traps once it has returned.
  }
}

/**
 * Until there is an instance, calls are refused by the old one.
 *
 * @param {State} state
 * @param {Refused} refused
 * @param {unknown} cause
 */
function wait(state, refused, cause) {
  state.instanceId -= 1;
  state.isDead = true;
  refused.prepare().then(
    (instance) => restart(state, cause, instance),
    (failure) => stayDown(state, failure),
  );
}

/**
 * Makes the instance of a module that stays down: its start functions do not run.
 *
 * @param {State} state
 */
export function replace(state) {
  scheduleReinit(state);
  state.isRestarting = true;
  try {
    withOrigin(state.origin, () => touch(state));
  } catch {
    // Every call is refused, in the old instance too.
  } finally {
    state.isRestarting = false;
  }
}

/**
 * A start function has failed: nobody may call the half-started instance.
 *
 * @param {State} state
 * @param {unknown} failure
 */
function stayDown(state, failure) {
  if (state.isReplaced) return;
  notify(state.abortListeners, end(state, failure));
}
