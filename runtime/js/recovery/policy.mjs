/** Whether there is to be a next instance, and how it is asked for. */

import "./life.mjs";
import { now } from "../host.mjs";
import { end } from "../instance.mjs";
import { stateOf } from "../state.mjs";
import { replace, restart } from "./restart.mjs";

/** @typedef {import("../state.mjs").State} State */

/**
 * @param {number} token
 * @param {WebAssembly.Table} table
 * @param {number} index of the function that asks for a fresh instance
 * @param {number} maxRestarts
 * @param {number} within milliseconds
 * @param {boolean} keepsTorn whether an instance goes on that an exception has torn
 */
export function enable(token, table, index, maxRestarts, within, keepsTorn) {
  const state = stateOf(token);
  if (!state.imports) return warn(state);
  state.reinit = table.get(index);
  state.policy ??= new Policy();
  Object.assign(state.policy, { maxRestarts, within, keepsTorn });
}

/** How often another instance may take over, and what a module without a policy can do without. */
export class Policy {
  /** @type {number[]} when there were restarts, in milliseconds */
  #restartTimes = [];

  maxRestarts = 0;

  /** In milliseconds. */
  within = 0;

  keepsTorn = false;

  /** @param {State} state */
  mayRestart({ isDown }) {
    if (isDown) return false;
    const restartTimes = this.#restartTimes;
    const since = now() - this.within;
    while (restartTimes.length > 0 && restartTimes[0] <= since) restartTimes.shift();
    return restartTimes.length < this.maxRestarts;
  }

  /**
   * @param {State} state
   * @param {unknown} cause
   */
  restart(state, cause) {
    this.#restartTimes.push(now());
    restart(state, cause);
  }

  /**
   * Has another instance take over from one that an exception has torn.
   *
   * @param {State} state
   * @param {unknown} value
   */
  retire(state, value) {
    state.isTorn = false;
    if (state.isDead) return;
    state.blamed = { error: value };
    try {
      end(state);
    } catch {
      // As it should.
    }
  }
}

/**
 * A policy would have an instance retired for which there is no other.
 *
 * @param {State} state
 */
function warn({ isBlind }) {
  // That has been said, and how to mend it.
  if (isBlind) return;
  console.warn(
    "unwind-export: recovery::enable has no effect, as nothing has kept what the next instance of this module would " +
      "be made of. Have wasm-bindgen write its glue with `--target web`.",
  );
}

/**
 * Has a module that stays down replace its broken instance: by one that refuses every call.
 *
 * @param {State} state
 * @param {() => void} reinit
 */
export function refuseWhenDown(state, reinit) {
  if (!state.imports) return;
  state.reinit = reinit;
  state.replace = replace;
}
