import { history, instance } from "../instance.mjs";
import { isAlive } from "../recovery/recovery.mjs";
import { wake } from "./queue.mjs";

const PENDING = 0;
const FULFILLED = 1;
const REJECTED = 2;

/** How a promise that Rust awaits has settled, and whom to wake then. */
class Settlement {
  state = PENDING;
  /** @type {unknown} */
  value;
  /** The number of a task or of a waker. */
  waiter = -1;
  isTask = false;
  /** Numbers mean nothing in another instance. */
  instanceId = history.id;

  /**
   * @param {number} state
   * @param {unknown} value
   */
  settle(state, value) {
    this.state = state;
    this.value = value;
    if (this.waiter < 0 || !isAlive(this.instanceId)) return;
    if (this.isTask) wake(this.waiter);
    else instance().wake(this.waiter);
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
  return settlement.state;
}
