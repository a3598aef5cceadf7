// Assertions for engines that have no library of them.

/**
 * @param {unknown} actual
 * @param {unknown} expected
 * @param {string} [what]
 */
export function is(actual, expected, what = "value") {
  if (!Object.is(actual, expected)) {
    throw new Error(`${what}: ${String(actual)} instead of ${String(expected)}`);
  }
}

/**
 * Of values that JSON has a form for.
 *
 * @param {unknown} actual
 * @param {unknown} expected
 */
export function same(actual, expected) {
  is(JSON.stringify(actual), JSON.stringify(expected));
}

/**
 * @param {unknown} text
 * @param {RegExp} pattern
 */
export function matches(text, pattern) {
  if (!pattern.test(String(text))) throw new Error(`${text} does not match ${pattern}`);
}

/**
 * What `f` throws.
 *
 * @param {() => unknown} f
 * @returns {any}
 */
export function thrown(f) {
  try {
    f();
  } catch (error) {
    return error;
  }
  throw new Error(`nothing was thrown by ${f}`);
}

/**
 * What `promise` rejects with.
 *
 * @param {Promise<unknown>} promise
 * @returns {Promise<any>}
 */
export function rejection(promise) {
  const rejected = promise.then(
    () => Promise.reject(new Error("the promise was fulfilled")),
    (error) => error,
  );
  return within(rejected);
}

/**
 * Fails if `promise` does not settle in good time, which a busy machine takes long for.
 *
 * @template T
 * @param {Promise<T>} promise
 * @returns {Promise<T>}
 */
export function within(promise, milliseconds = 30_000) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error("it hangs")), milliseconds);
  });
  // A timer that is left would keep the process.
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** @param {number} milliseconds */
export const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
