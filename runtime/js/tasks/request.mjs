/**
 * On workerd, what is of one request is out of reach for code that runs in another. So a task is polled in
 * the request that started it, whichever wakes it, and in another one only if its own has gone: it may hold
 * what others wait for.
 *
 * Nobody tells of a request that goes, and nothing runs in one that has gone. When a task is called from another
 * request, all that wait are told, and look after a while whether it has come.
 */

import { report } from "../listeners.mjs";
import { end } from "./poll.mjs";
import { withResolvers } from "./task.mjs";

/** @typedef {import("./task.mjs").Task} Task */

/** In milliseconds: if a task that was called has not come by then, its request has gone. */
const PATIENCE = 200;

/** Where a task is polled. */
export class Place {
  /** Has the task polled, or asked to watch others, in its request. */
  call = () => {};
  /** When the task was summoned, in milliseconds. */
  since = 0;
  /** Whether it has been asked to watch others, and has not answered. */
  isAsked = false;
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

/** @param {Place} place */
function answer(place) {
  const { task, isAsked } = place;
  const { summoned } = task.state;
  const isSummoned = summoned.delete(place);
  if (task.hasEnded) return;
  place.isAsked = false;
  if (isSummoned) place.turn(task);
  else arm(place);
  // Also if all have come by now: nobody is asked twice in that time.
  if (isAsked || summoned.size > 0) watch(place);
}

/** @param {Place} place */
export function summon(place) {
  const { state } = place.task;
  const { summoned } = state;
  if (!summoned.has(place)) {
    summoned.add(place);
    place.since = Date.now();
  }
  place.call();
  if (state.isLooking) return;
  state.isLooking = true;
  // Those of this request, and those that they summon, have been polled by then.
  queueMicrotask(() => queueMicrotask(() => look(state)));
}

/**
 * Asks all that wait to watch those who were summoned in other requests.
 *
 * @param {import("../state.mjs").State} state
 */
function look(state) {
  const { inFlight, summoned } = state;
  state.isLooking = false;
  if (summoned.size === 0) return;
  for (const { place } of inFlight.values()) {
    if (!place || place.isAsked || place.isWatching || summoned.has(place)) continue;
    place.isAsked = true;
    place.call();
  }
}

/** @param {Place} place */
function watch(place) {
  if (place.isWatching || place.task.hasEnded) return;
  place.isWatching = true;
  setTimeout(() => {
    place.isWatching = false;
    lookAfter(place);
  }, PATIENCE);
}

/**
 * Has tasks polled in this request whose own has gone, and goes on watching the others.
 *
 * @param {Place} host of a task that waits in this request
 */
export function lookAfter(host) {
  const { summoned } = host.task.state;
  if (summoned.size === 0 || host.task.hasEnded) return;
  const gone = Date.now() - PATIENCE;
  for (const place of summoned) {
    if (place.since > gone) break;
    summoned.delete(place);
    adopt(host, place);
    queueMicrotask(() => place.turn(place.task));
  }
  watch(host);
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
  const { state } = task;
  const error = new Error("the request that made this call has gone");
  end(task);
  state.summoned.delete(place);
  try {
    state.methods.abandon(task.id, error);
  } catch (failure) {
    report(failure);
  }
  task.reject(error);
}
