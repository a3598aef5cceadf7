/** The host's own, read before anybody can change it. */

/**
 * Also in time: workerd runs microtasks when `process` is read first, and an abort has queued the
 * restart as one, with frames of the old instance still on the stack.
 */
export const { process, Bun, Deno, addEventListener, navigator } = /** @type {any} */ (globalThis);

/** Where what is of one request is out of reach for code that runs in another. */
export const isWorkerd = navigator?.userAgent === "Cloudflare-Workers";

/** Node 20 has it, the oldest browsers that load these modules do not. */
export const { Exception } = /** @type {any} */ (WebAssembly);

const isInstance = Exception?.[Symbol.hasInstance];

/** @param {unknown} error */
export const isException = (error) => Exception && Reflect.apply(isInstance, Exception, [error]);
