/**
 * Names a class's errors. Not by the class's own name, which minifiers change.
 *
 * @param {{ prototype: Error }} errors
 * @param {string} value
 */
export function nameErrors({ prototype }, value) {
  Object.defineProperty(prototype, "name", { configurable: true, writable: true, value });
}

/**
 * @param {object} object
 * @param {string[]} keys
 */
export function hide(object, keys) {
  for (const key of keys) Object.defineProperty(object, key, { enumerable: false });
}
