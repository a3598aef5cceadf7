/**
 * On workerd, what is of one request is out of reach for code that runs in another. So a task is polled in
 * the request that started it, whichever wakes it, and in another one only if its own has gone: it may hold
 * what others wait for.
 *
 * Nobody tells of a request that goes, and nothing runs in one that has gone. When a task is called from another
 * request, all that wait are asked to look after a while whether it has come.
 *
 * The clock alone does not tell: requests wait as well while a long computation, or the storage of a Durable Object,
 * keeps the thread. But what is sent to other requests comes in the order in which it was sent. Where somebody has got
 * what was sent later, who has not come has gone.
 */

import { now, queueMicrotask } from "../host.mjs";
import { abandon } from "../instance.mjs";
import { report } from "../listeners.mjs";
import { end } from "./poll.mjs";
import { withResolvers } from "./task.mjs";

/** @typedef {import("./task.mjs").Task} Task */
/** @typedef {import("./tasks.mjs").Tasks} Tasks */

/** In milliseconds: who has not come by then may have gone. */
const PATIENCE = 200;

/** The same, if nobody is there to get what was sent later, or nobody has got it. */
const ALONE = 1000;
const AT_LAST = 5000;

/** Where a task is polled. */
export class Place {
  /** Has the task polled in its request. */
  call = () => {};
  /** Asks it to watch others. */
  ask = () => {};
  /** Which summons it was that has not been answered, and when, in milliseconds. */
  summons = 0;
  since = 0;
  /** Whether it has been asked to watch others, and has not answered. */
  isAsked = false;
  /** Which summons was the last one then. */
  asked = 0;
  /** Whether nothing else can have run since then but this request. */
  isOwnQuestion = false;
  isWatching = false;
  /**
   * The place of another task in whose request it is, if its own has gone.
   *
   * @type {Place | undefined}
   */
  host = undefined;
  /** @type {Place[] | undefined} */
  guests = undefined;

  /**
   * @param {Task} task
   * @param {(task: Task) => void} turn polls the task
   */
  constructor(task, turn) {
    this.task = task;
    this.turn = turn;
  }
}

/**
 * Gives a new task a place in this request.
 *
 * @param {Task} task
 * @param {Place["turn"]} turn
 */
export function place(task, turn) {
  task.place = new Place(task, turn);
  arm(task.place);
  listen(task.place);
}

/**
 * Has the task polled in this request when it is summoned, from whichever: a promise's reactions run in
 * the request that made it. Called before each poll for the next one.
 *
 * @param {Place} place
 */
export function arm(place) {
  const { promise, resolve } = withResolvers();
  place.call = resolve;
  promise.then(() => answer(place));
}

/**
 * Has the task watch others when it is asked to. Not by a call: that would have to wait for the thread then, also
 * where the request makes it itself.
 *
 * @param {Place} place
 */
function listen(place) {
  const { promise, resolve } = withResolvers();
  place.ask = resolve;
  promise.then(() => {
    const { task, asked, isOwnQuestion } = place;
    const { tasks } = task;
    place.isAsked = false;
    if (!isOwnQuestion) tasks.delivered = Math.max(tasks.delivered, asked);
    if (task.hasEnded) return;
    listen(place);
    // Also if all have come by now: nobody is asked twice in that time.
    watch(place);
  });
}

/** @param {Place} place */
function answer(place) {
  const { task } = place;
  const { summoned } = task.tasks;
  const isSummoned = summoned.delete(place);
  if (task.hasEnded) return;
  if (isSummoned) place.turn(task);
  else arm(place);
  if (summoned.size > 0) watch(place);
}

/** @param {Place} place */
export function summon(place) {
  const { tasks } = place.task;
  const { summoned } = tasks;
  if (!summoned.has(place)) {
    summoned.add(place);
    place.summons = ++tasks.summons;
    place.since = now();
  }
  place.call();
  if (tasks.isLooking) return;
  tasks.isLooking = true;
  // Those of this request, and those that they summon, have been polled by then.
  queueMicrotask(() => queueMicrotask(() => look(tasks)));
}

/**
 * Asks all that wait to watch those who were summoned in other requests.
 *
 * @param {Tasks} tasks
 */
function look(tasks) {
  tasks.isLooking = false;
  if (tasks.summoned.size > 0) ask(tasks, (place) => !place.isWatching);
}

/**
 * @param {Tasks} tasks
 * @param {(place: Place) => boolean} isWanted
 */
function ask(tasks, isWanted) {
  const { inFlight, summoned, summons } = tasks;
  /** @type {Place[]} */
  const all = [];
  for (const { place } of inFlight.values()) {
    if (!place || place.isAsked || summoned.has(place) || !isWanted(place)) continue;
    place.isAsked = true;
    place.asked = summons;
    place.isOwnQuestion = true;
    place.ask();
    all.push(place);
  }
  // Those of this request have answered by then.
  queueMicrotask(() => all.forEach((place) => (place.isOwnQuestion = false)));
}

/** @param {Place} place */
function watch(place) {
  if (place.isWatching || place.task.hasEnded) return;
  place.isWatching = true;
  const { tasks } = place.task;
  setTimeout(() => {
    place.isWatching = false;
    lookAfter(place);
    const [first] = tasks.summoned;
    if (first && first.summons > tasks.delivered) ask(tasks, (other) => other !== place);
  }, PATIENCE);
}

/**
 * Has tasks polled in this request whose own has gone, and goes on watching the others.
 *
 * @param {Place} host of a task that waits in this request
 */
export function lookAfter(host) {
  const { summoned } = host.task.tasks;
  if (summoned.size === 0 || host.task.hasEnded) return;
  for (const place of summoned) {
    if (!hasGone(place, host)) break;
    summoned.delete(place);
    adopt(host, place);
    queueMicrotask(() => place.turn(place.task));
  }
  watch(host);
}

/**
 * @param {Place} place
 * @param {Place} host
 */
function hasGone({ summons, since, task }, host) {
  const { delivered, inFlight, summoned } = task.tasks;
  const time = now() - since;
  if (time < PATIENCE) return false;
  if (summons <= delivered || time >= AT_LAST) return true;
  if (time < ALONE) return false;
  const isOther = (/** @type {Place | undefined} */ place) => place && place !== host && !summoned.has(place);
  return ![...inFlight.values()].some(({ place }) => isOther(place));
}

/**
 * @param {Place} host
 * @param {Place} place
 */
function adopt(host, place) {
  const { task } = place;
  if (task.promise) {
    place.isAsked = false;
    place.isWatching = false;
    listen(place);
    place.host = host;
    const others = host.guests?.filter((guest) => !guest.task.hasEnded) ?? [];
    host.guests = [...others, place];
  } else {
    // Spawned: it may serve many requests, and goes on in each that wakes it.
    task.place = undefined;
  }
}

/**
 * Gives up those that were adopted by a task that has ended. The request of that goes as well, and with it what
 * they wait for: nobody would get what they hold.
 *
 * @param {Place} host
 */
export function dismissGuests(host) {
  const { guests = [] } = host;
  host.guests = undefined;
  for (const place of guests) {
    if (place.host === host && !place.task.hasEnded && !place.task.isPolled) dismiss(place);
  }
}

/** @param {Place} place */
function dismiss(place) {
  const { task } = place;
  const { state, tasks } = task;
  const error = new Error("the request that made this call has gone");
  end(task);
  tasks.summoned.delete(place);
  try {
    abandon(state, task.id, error);
  } catch (failure) {
    report(failure);
  }
  task.reject(error);
}
