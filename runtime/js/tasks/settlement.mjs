import { state } from "../state.mjs";
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
  /** The waker's number means nothing in another instance. */
  instanceId = state.instanceId;

  /**
   * @param {number} status
   * @param {unknown} value
   */
  settle(status, value) {
    this.status = status;
    this.value = value;
    if (this.task) return wake(this.task);
    if (this.waker === NOBODY || state.isDead || this.instanceId !== state.instanceId) return;
    state.methods.wake(this.waker);
  }

  /** Gives the value away. */
  take() {
    const { value } = this;
    this.value = undefined;
    return value;
  }
}

/** @param {unknown} promise */
export function follow(promise) {
  const settlement = new Settlement();
  Promise.prototype.then.call(
    promise,
    (value) => settlement.settle(FULFILLED, value),
    (error) => settlement.settle(REJECTED, error),
  );
  return settlement;
}

/**
 * For the task that is being polled.
 *
 * @param {Settlement} settlement
 */
export function pollByTask(settlement) {
  settlement.task = state.polled;
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

/** @param {Settlement} settlement */
export function forgetWaker(settlement) {
  settlement.waker = NOBODY;
}
