import { readStack } from "./stack.mjs";

/**
 * What Rust knows a panic by: where it comes from, the export through which it has left Rust first,
 * and the number by which Rust finds the payload again, in that instance.
 *
 * @typedef {{
 *   file: string,
 *   line: number,
 *   column: number,
 *   id: number,
 *   instanceId: number,
 *   exportName?: string,
 * }} Origin
 */

/**
 * The origin of a PanicError, undefined for any other value. Set by the class, which alone can read it.
 *
 * @type {(value: unknown) => Origin | undefined}
 */
export let originOf;

/** A panic that has left Rust. */
export class PanicError extends Error {
  /** @type {import("./stack.mjs").Trace} */
  #trace;

  /** Whatever becomes of the public fields. */
  #origin;

  static #stack = {
    configurable: true,
    /** @this {PanicError} */
    get() {
      return this.#readStack();
    },
    /**
     * @this {PanicError}
     * @param {unknown} value
     */
    set(value) {
      setStack(this, value);
    },
  };

  /**
   * @param {string} message
   * @param {Origin} origin
   * @param {unknown} payload
   * @param {import("./stack.mjs").Trace} trace
   */
  constructor(message, origin, payload, trace) {
    super(message);
    this.#trace = trace;
    this.#origin = origin;
    /** @type {string | undefined} */
    this.exportName = undefined;
    this.location = { file: origin.file, line: origin.line, column: origin.column };
    this.payload = payload;
    if (payload instanceof Error) this.cause = payload;
    // An own one, of an engine that cannot be told to leave it out.
    if (Object.hasOwn(this, "stack")) Object.defineProperty(this, "stack", PanicError.#stack);
  }

  /** @returns {"panic"} */
  get kind() {
    return "panic";
  }

  get instanceId() {
    return this.#origin.instanceId;
  }

  #readStack() {
    const stack = readStack(this.#trace, `${this.name}: ${this.message}`);
    setStack(this, stack);
    return stack;
  }

  static {
    originOf = (value) =>
      typeof value === "object" && value && #origin in value ? value.#origin : undefined;
    // Here, and not in each error, where it would take as long as all the rest.
    Object.defineProperty(PanicError.prototype, "stack", PanicError.#stack);
  }

  /** What survives `postMessage` and JSON. */
  toJSON() {
    const { name, kind, message, exportName, location, stack } = this;
    return { name, kind, message, exportName, location, stack };
  }
}

nameErrors(PanicError, "PanicError");

/**
 * @param {Error} error
 * @param {unknown} stack
 */
function setStack(error, stack) {
  Object.defineProperty(error, "stack", { configurable: true, writable: true, value: stack });
}

/** A call on an object, or with one, that a panic has left half-changed. */
export class PoisonedError extends Error {
  /**
   * @param {string} message
   * @param {string} className
   * @param {unknown} cause
   */
  constructor(message, className, cause) {
    super(message, { cause });
    this.kind = /** @type {const} */ ("poisoned");
    this.className = className;
    hide(this, ["kind"]);
  }
}

nameErrors(PoisonedError, "PoisonedError");

/** The call was in flight when its instance was ended, by a trap of another call. */
export class InstanceAbortedError extends Error {
  /**
   * @param {unknown} cause
   * @param {number} instanceId
   * @param {boolean} retryable
   */
  constructor(cause, instanceId, retryable) {
    super(
      retryable
        ? "the module's instance was ended by another call; the next one takes over"
        : "the module's instance was ended by another call, and the module stays down",
      { cause },
    );
    this.kind = /** @type {const} */ ("abort");
    this.instanceId = instanceId;
    this.retryable = retryable;
    hide(this, ["kind", "instanceId"]);
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
 * @param {object} object
 * @param {string[]} keys
 */
function hide(object, keys) {
  for (const key of keys) Object.defineProperty(object, key, { enumerable: false });
}

export {
  InstanceAbortedError as InstanceAbortedErrorClass,
  PanicError as PanicErrorClass,
  PoisonedError as PoisonedErrorClass,
};
