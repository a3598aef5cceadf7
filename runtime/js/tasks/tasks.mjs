import { TASKS } from "../frames.mjs";
import { showFeature } from "../stack.mjs";
import { end } from "./poll.mjs";

/** @typedef {import("./task.mjs").Task} Task */

/** The tasks of one module. One that never starts any has no such object. */
export class Tasks {
  /** @type {Map<number, Task>} all whose first poll is over */
  inFlight = new Map();
  /** @type {Task[]} those whose first poll is on the stack */
  launching = [];
  /** @type {Promise<unknown> | undefined} of the one launched last */
  launched = undefined;
  /** @type {Set<import("./request.mjs").Place>} of those that were woken on workerd, in the order of time */
  summoned = new Set();
  /** How many there were, and up to which they have come, unless their request has gone. */
  summons = 0;
  delivered = 0;
  /** Whether it will be looked after this turn if they have come. */
  isLooking = false;
  /** @type {Task} whose poll is the innermost on the stack */
  polled = /** @type {any} */ (undefined);

  constructor() {
    showFeature(TASKS);
  }

  count() {
    return this.inFlight.size + this.launching.length;
  }

  /**
   * Rejects what is in flight, but for the tasks that are being polled: what they throw, or what
   * ended the instance, will reject those.
   *
   * @param {unknown} error
   */
  rejectAll(error) {
    const { inFlight, launching, summoned } = this;
    summoned.clear();
    launching.forEach((task) => (task.hasEnded = true));
    for (const task of inFlight.values()) {
      if (task.promise && !task.isPolled) task.reject(error);
      end(task);
    }
  }
}
