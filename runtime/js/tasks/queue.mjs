import { InstanceAbortedError } from "../errors.mjs";
import { isA, isWorkerd, queueMicrotask } from "../host.mjs";
import { report } from "../listeners.mjs";
import { refusal } from "../recovery/refusal.mjs";
import { stateOf } from "../state.mjs";
import { end, poll } from "./poll.mjs";
import { arm, dismissGuests, lookAfter, place, summon } from "./request.mjs";
import { Task } from "./task.mjs";
import { Tasks } from "./tasks.mjs";

/**
 * @param {import("../state.mjs").State} state
 * @param {number} id
 */
const newTask = (state, id) => new Task(state, (state.tasks ??= new Tasks()), id);

/**
 * Polls a new task for the first time; `takePromise` then gives its promise. A failure rejects that, but for one that
 * ends the instance: that goes on to the caller, whom no promise will reach. Where panics abort, an export of others
 * may have been called in an instance that has ended.
 *
 * @param {number} token
 * @param {number} id
 */
export function launch(token, id) {
  const state = stateOf(token);
  if (state.isDead) throw refusal(state);
  const task = newTask(state, id);
  const { inFlight, launching } = task.tasks;
  if (isWorkerd) place(task, pollAgain);
  launching.push(task);
  try {
    // It is in no map yet.
    if (poll(task, failAtOnce)) task.hasEnded = true;
  } finally {
    launching.pop();
  }
  const promise = task.promised();
  task.tasks.launched = promise;
  // The `then` of the result, which `promised` looks at, has ended it: the call throws, and nobody gets the promise.
  if (state.isDead) handle(promise);
  if (task.promise) inFlight.set(id, task);
  if (task.isMissed) makeGood(task);
  if (task.place) lookAfter(task.place);
}

/** @param {Promise<unknown>} promise */
async function handle(promise) {
  try {
    await promise;
  } catch {
    // Told as the end of the instance.
  }
}

/** @param {number} token */
export function takePromise(token) {
  const tasks = /** @type {Tasks} */ (stateOf(token).tasks);
  const promise = tasks.launched;
  tasks.launched = undefined;
  return promise;
}

/**
 * @param {Task} task
 * @param {unknown} error
 * @param {boolean} isAlive
 */
function failAtOnce(task, error, isAlive) {
  if (!isAlive) throw error;
  task.reject(error);
}

/**
 * @param {number} token
 * @param {number} id
 */
export function detach(token, id) {
  const state = stateOf(token);
  if (state.isDead) return;
  const task = newTask(state, id);
  task.onRejected = reportOwn;
  task.tasks.inFlight.set(id, task);
  if (isWorkerd) place(task, pollAgain);
  wake(task);
}

/**
 * The end of the instance is not this task's to tell.
 *
 * @param {unknown} error
 */
function reportOwn(error) {
  if (!isA(error, InstanceAbortedError)) report(error);
}

/**
 * @param {number} token
 * @param {number} id
 */
export function wakeTask(token, id) {
  const { tasks } = stateOf(token);
  const task = tasks?.inFlight.get(id) ?? tasks?.launching.find((task) => task.id === id && !task.hasEnded);
  if (task) wake(task);
}

/** @param {Task} task */
export function wake(task) {
  if (task.hasEnded) return;
  if (task.place) return summon(task.place);
  if (task.isQueued) return;
  // One for each, and so in the context of who has woken it.
  queueMicrotask(() => {
    task.isQueued = false;
    pollAgain(task);
  });
  task.isQueued = true;
}

/** @param {Task} task */
function pollAgain(task) {
  if (task.hasEnded) return;
  if (task.isPolled) {
    // Somebody has microtasks run within the poll.
    task.isMissed = true;
    return;
  }
  if (task.place) arm(task.place);
  if (poll(task, fail)) end(task);
  if (task.isMissed) makeGood(task);
  if (task.place?.guests && task.hasEnded) dismissGuests(task.place);
}

/** @param {Task} task */
function makeGood(task) {
  task.isMissed = false;
  if (task.place) arm(task.place);
  wake(task);
}

/**
 * @param {Task} task
 * @param {unknown} error
 */
function fail(task, error) {
  end(task);
  task.reject(error);
}
