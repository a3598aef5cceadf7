import { bare } from "./host.mjs";
import { readStack } from "./stack.mjs";
import { toText } from "./text.mjs";

/**
 * What Rust knows a panic by: where it comes from, what it carried if that has a JavaScript form, the export
 * through which it has left Rust first, and the number by which Rust finds the payload again, in that instance
 * of the module with that token.
 *
 * @typedef {{
 *   file: string,
 *   line: number,
 *   column: number,
 *   payload: unknown,
 *   id: number,
 *   token: number,
 *   instanceId: number,
 *   exportName: string | undefined,
 *   isComplete: boolean,
 * }} Origin
 */

/**
 * The origin of a PanicError, undefined for any other value. Set by the class, which alone can read it.
 *
 * @type {(value: unknown) => Origin | undefined}
 */
export let originOf;

/** A panic that has left Rust. Fields are declared, as an assignment may call a setter of a prototype's. */
export class PanicError extends Error {
  /** @type {import("./stack.mjs").Trace} */
  #trace;

  /** Whatever becomes of the public fields. */
  #origin;

  /** @type {string | undefined} */
  #stack;

  /** @type {string | undefined} */
  exportName = undefined;

  location;

  payload;

  /** Without a prototype, as descriptors inherit what somebody puts there. */
  static #stackProperty = /** @type {PropertyDescriptor} */ ({
    __proto__: null,
    configurable: true,
    /** @this {PanicError} */
    get() {
      return #origin in this ? this.#readStack() : undefined;
    },
    /**
     * @this {PanicError}
     * @param {unknown} value
     */
    set(value) {
      setStack(this, value);
    },
  });

  /**
   * @param {string} message
   * @param {Origin} origin
   * @param {import("./stack.mjs").Trace} trace
   */
  constructor(message, origin, trace) {
    super(message);
    this.#trace = trace;
    this.#origin = origin;
    const { file, line, column } = origin;
    this.location = { file, line, column };
    this.payload = origin.payload;
    // An own one, of an engine that cannot be told to leave it out.
    if (Object.hasOwn(this, "stack")) Object.defineProperty(this, "stack", PanicError.#stackProperty);
  }

  /** @returns {"panic"} */
  get kind() {
    return "panic";
  }

  get instanceId() {
    return #origin in this ? this.#origin.instanceId : undefined;
  }

  /** Kept aside: the error may be frozen by now. */
  #readStack() {
    return (this.#stack ??= readStack(this.#trace, this.#title()));
  }

  #title() {
    try {
      return `${toText(this.name)}: ${toText(this.message)}`;
    } catch {
      // Of a getter that the user has put there.
      return "PanicError";
    }
  }

  static {
    originOf = (value) =>
      typeof value === "object" && value && #origin in value ? value.#origin : undefined;
    // Here, and not in each error, where it would take as long as all the rest.
    Object.defineProperty(PanicError.prototype, "stack", PanicError.#stackProperty);
  }

  /** What survives `postMessage` and JSON. */
  toJSON() {
    const { name, kind, message, exportName = originOf(this)?.exportName, location, stack } = this;
    return { name, kind, message, exportName, location, stack };
  }
}

nameErrors(PanicError, "PanicError");

/** A call on an object, or with one, that a panic has left half-changed. */
export class PoisonedError extends Error {
  className;

  /**
   * @param {string} message
   * @param {string} className
   * @param {unknown} cause
   */
  constructor(message, className, cause) {
    super(message, { cause });
    this.className = className;
  }

  /** @returns {"poisoned"} */
  get kind() {
    return "poisoned";
  }
}

nameErrors(PoisonedError, "PoisonedError");

/** The call was in flight when its instance was ended: by a trap of another call, or as the module was loaded again. */
export class InstanceAbortedError extends Error {
  instanceId;

  retryable;

  /**
   * @param {string} message
   * @param {unknown} cause
   * @param {number} instanceId
   * @param {boolean} retryable
   */
  constructor(message, cause, instanceId, retryable) {
    super(message, { cause });
    this.instanceId = instanceId;
    this.retryable = retryable;
    Object.defineProperty(this, "instanceId", HIDDEN);
  }

  /** @returns {"abort"} */
  get kind() {
    return "abort";
  }
}

nameErrors(InstanceAbortedError, "InstanceAbortedError");

/**
 * Names a class's errors. Not by the class's own name, which minifiers change.
 *
 * @param {{ prototype: Error }} errors
 * @param {string} value
 */
function nameErrors({ prototype }, value) {
  Object.defineProperty(prototype, "name", { configurable: true, writable: true, value });
}

/**
 * As an assignment does where `stack` is a property like any other.
 *
 * @param {Error} error
 * @param {unknown} value
 */
export function setStack(error, value) {
  Object.defineProperty(error, "stack", bare({ configurable: true, writable: true, value }));
}

const HIDDEN = bare({ enumerable: false });

export {
  InstanceAbortedError as InstanceAbortedErrorClass,
  PanicError as PanicErrorClass,
  PoisonedError as PoisonedErrorClass,
};
