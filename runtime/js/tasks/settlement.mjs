import { state } from "../state.mjs";
import { wakeTask } from "./queue.mjs";
import { FULFILLED, PENDING, REJECTED } from "./task.mjs";

/** How a promise that Rust awaits has settled, and whom to wake then. */
class Settlement {
  status = PENDING;
  /** @type {unknown} */
  value;
  /** The number of a task or of a waker. */
  waiter = -1;
  isTask = false;
  /** Numbers mean nothing in another instance. */
  instanceId = state.instanceId;

  /**
   * @param {number} status
   * @param {unknown} value
   */
  settle(status, value) {
    this.status = status;
    this.value = value;
    if (this.waiter < 0 || state.isDead || this.instanceId !== state.instanceId) return;
    if (this.isTask) wakeTask(this.waiter);
    else state.methods.wake(this.waiter);
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
 * @param {Settlement} settlement
 * @param {number} waiter
 * @param {boolean} isTask
 */
export function pollSettlement(settlement, waiter, isTask) {
  settlement.waiter = waiter;
  settlement.isTask = isTask;
  return settlement.status;
}
