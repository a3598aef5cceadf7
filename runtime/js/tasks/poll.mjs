import { InstanceAbortedError } from "../errors.mjs";
import { isA } from "../host.mjs";
import { abandon as giveUp } from "../instance.mjs";
import { stateOf } from "../state.mjs";

/** @typedef {import("./task.mjs").Task} Task */

/**
 * Polls a task, and tells whether that has ended it. Whatever the poll throws is this task's failure, and
 * nobody else's.
 *
 * @param {Task} task
 * @param {(task: Task, error: unknown, isAlive: boolean) => void} failed
 */
export function poll(task, failed) {
  const { state, tasks } = task;
  const outer = tasks.polled;
  tasks.polled = task;
  task.isPolled = true;
  try {
    return state.methods.poll(task.id);
  } catch (error) {
    const { isAlive, isTaken } = abandon(task, error);
    if (!isTaken) failed(task, isAlive ? error : causeOf(task, error), isAlive);
    return true;
  } finally {
    task.isPolled = false;
    tasks.polled = outer;
  }
}

/**
 * Has a task dropped whose poll did not return. Tells whether there is an instance left, and
 * whether Rust itself has somebody who takes the error.
 *
 * @param {Task} task
 * @param {unknown} error
 */
function abandon(task, error) {
  const { state } = task;
  // That of an instance that has ended may have a successor by now, with a task of the same number.
  if (state.isDead || task.hasEnded) return { isAlive: false, isTaken: false };
  end(task);
  try {
    return { isAlive: true, isTaken: giveUp(state, task.id, error) };
  } catch {
    return { isAlive: false, isTaken: false };
  }
}

/**
 * Forgets a task. Its number may be given to another one from now on: when Rust gives that away, no code
 * of the user's may run before this.
 *
 * @param {Task} task
 */
export function end(task) {
  if (task.hasEnded) return;
  task.hasEnded = true;
  task.tasks.inFlight.delete(task.id);
}

/**
 * An outer frame's own trap only says that the instance has ended.
 *
 * @param {Task} task
 * @param {unknown} error
 */
const causeOf = ({ state }, error) =>
  isA(error, InstanceAbortedError) ? error : (state.trap ?? error);

/**
 * Asked within the poll of a task.
 *
 * @param {number} token
 */
const polledOf = (token) => /** @type {import("./tasks.mjs").Tasks} */ (stateOf(token).tasks).polled;

/**
 * @param {number} token
 * @param {unknown} value
 */
export function fulfil(token, value) {
  polledOf(token).fulfil(value);
}

/**
 * @param {number} token
 * @param {unknown} error
 */
export function reject(token, error) {
  polledOf(token).reject(error);
}
