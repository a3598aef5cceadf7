import { OwnPromise, ownThen } from "../host.mjs";
import { report } from "../listeners.mjs";
import { stateOf } from "../state.mjs";
import { wake } from "./queue.mjs";
import { FULFILLED, PENDING, REJECTED } from "./task.mjs";

const NOBODY = -1;

/** How a promise that Rust awaits has settled, and whom to wake then: a task, or else a waker. */
class Settlement {
  status = PENDING;
  /** @type {unknown} */
  value;
  /** @type {import("./task.mjs").Task | undefined} */
  task;
  waker = NOBODY;

  /** @param {import("../state.mjs").State} state */
  constructor(state) {
    this.state = state;
    /** The waker's number means nothing in another instance. */
    this.instanceId = state.instanceId;
  }

  /**
   * @param {number} status
   * @param {unknown} value
   */
  settle(status, value) {
    this.status = status;
    this.value = value;
    if (this.task) return wake(this.task);
    const { state } = this;
    if (this.waker === NOBODY || state.isDead || this.instanceId !== state.instanceId) return;
    try {
      state.methods.wake(this.waker);
    } catch (error) {
      // Others' waker has trapped, or let an exception pass. Whoever has settled the promise is not to blame.
      report(error);
    }
  }

  /** The waker's number is given to another. */
  forgetWaker() {
    this.waker = NOBODY;
  }

  /** Gives the value away. */
  take() {
    const { value } = this;
    this.value = undefined;
    return value;
  }
}

/**
 * @param {number} token
 * @param {unknown} promise or anything else that can be awaited
 */
export function follow(token, promise) {
  const settlement = new Settlement(stateOf(token));
  if (Promise !== OwnPromise) observeByThen(settlement, promise);
  else if (!observePromise(settlement, promise)) observe(settlement, promise);
  return settlement;
}

/**
 * The fastest way, for promises of the host's own class, where `await` would not call their `then` either. Does nothing
 * if it is not one.
 *
 * @param {Settlement} settlement
 * @param {any} promise
 */
function observePromise(settlement, promise) {
  try {
    if (promise.constructor !== OwnPromise) return false;
    ownThen.call(
      promise,
      (value) => settlement.settle(FULFILLED, value),
      (error) => settlement.settle(REJECTED, error),
    );
    return true;
  } catch {
    return false;
  }
}

/**
 * By `await`, which takes promises of other makes and realms and everything else, and calls none of their
 * methods within this turn. A getter's exception is caught here.
 *
 * @param {Settlement} settlement
 * @param {unknown} promise
 */
async function observe(settlement, promise) {
  let status = FULFILLED;
  let value;
  try {
    value = await promise;
  } catch (error) {
    status = REJECTED;
    value = error;
  }
  settlement.settle(status, value);
}

/**
 * As the class that something has put in the place of `Promise` wants it: one that looks for rejections which
 * nobody handles would not wait for `await` to do so.
 *
 * @param {Settlement} settlement
 * @param {unknown} promise
 */
function observeByThen(settlement, promise) {
  let isOpen = true;
  const settle = (/** @type {number} */ status) => (/** @type {unknown} */ value) => {
    if (!isOpen) return;
    isOpen = false;
    settlement.settle(status, value);
  };
  try {
    Promise.resolve(promise).then(settle(FULFILLED), settle(REJECTED));
  } catch (error) {
    settle(REJECTED)(error);
  }
}

/**
 * For the task that is being polled.
 *
 * @param {Settlement} settlement
 */
export function pollByTask(settlement) {
  settlement.task = settlement.state.tasks?.polled;
  return settlement.status;
}

/**
 * @param {Settlement} settlement
 * @param {number} waker
 */
export function pollByWaker(settlement, waker) {
  settlement.task = undefined;
  settlement.waker = waker;
  return settlement.status;
}
