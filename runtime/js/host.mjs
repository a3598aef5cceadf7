/** The host's own, read before anybody can change it. */

/**
 * Also in time: workerd runs microtasks when `process` is read first, and an abort has queued the
 * restart as one, with frames of the old instance still on the stack. And fake timers, as Jest has them, put a
 * `queueMicrotask` in the place of this one that runs nothing. An audio worklet has none.
 */
export const { process, Bun, Deno, addEventListener, navigator, queueMicrotask = afterwards } = /** @type {any} */ (globalThis);

/** @param {() => void} run */
async function afterwards(run) {
  await undefined;
  run();
}

/** Also where the global of that name is the user's. */
export const HostError = Error;

/** Also where time is the user's: a restart counts its own. */
export const { now } = Date;

/** Where what is of one request is out of reach for code that runs in another. */
export const isWorkerd = navigator?.userAgent === "Cloudflare-Workers";

/** Deno, Bun and workerd have a `process` as well. It may be the user's by now, and this throw. */
export const isNode = () => process?.versions?.node && !Deno && !Bun && !isWorkerd;

/** Node 20 has it, the oldest browsers that load these modules do not. */
export const { Exception } = /** @type {any} */ (WebAssembly);

const isInstance = Exception?.[Symbol.hasInstance];

/**
 * Never throws, as a revoked proxy does when it is asked what it is an instance of.
 *
 * @param {unknown} error
 */
export function isException(error) {
  try {
    return Boolean(Exception) && Reflect.apply(isInstance, Exception, [error]);
  } catch {
    return false;
  }
}

/**
 * Likewise.
 *
 * @template T
 * @param {unknown} value
 * @param {abstract new (...args: any[]) => T} Class
 * @returns {value is T}
 */
export function isA(value, Class) {
  try {
    return value instanceof Class;
  } catch {
    return false;
  }
}

/**
 * @param {unknown} value
 * @returns {value is Error}
 */
export const isError = (value) => isA(value, HostError);

/** What async functions give, whatever `Promise` is by now. */
export const OwnPromise = (async () => {})().constructor;

/**
 * A module that exports it by its own name is a promise to `import()`.
 *
 * @type {typeof Promise.prototype.then}
 */
export const ownThen = OwnPromise.prototype.then;

/**
 * A descriptor inherits what somebody puts on the prototype of objects. This one does not.
 *
 * @param {PropertyDescriptor} property
 */
export const bare = (property) => /** @type {PropertyDescriptor} */ ({ __proto__: null, ...property });

/**
 * @template T
 * @param {() => T} make which may run code of the user's, and throw
 * @returns {T | undefined}
 */
export function attempt(make) {
  try {
    return make();
  } catch {
    return undefined;
  }
}
