import { shared } from "../state.mjs";

/** @typedef {abstract new (...args: any[]) => object} AnyClass */

/**
 * A class like `Class`, whose objects outlive an instance: on their first use in the next one they are constructed
 * again, with the arguments that they were first constructed with. Where no next one is made, that is the class itself.
 *
 * @template {AnyClass} C
 * @param {C} Class
 * @returns {C}
 */
export function revived(Class) {
  if (typeof Class !== "function" || !Class.prototype) throw new TypeError("expected a class");
  return shared.revive?.(Class) ?? Class;
}

export { revived as revivedClass };
