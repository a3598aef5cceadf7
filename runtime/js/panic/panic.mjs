import { hide, nameErrors } from "../errors.mjs";
import { history } from "../instance.mjs";
import { panicked } from "../listeners.mjs";
import { readStack, takeStack, withStackTraceLimit } from "../stack.mjs";

/**
 * Where a panic comes from, and the export through which it has left Rust first.
 *
 * @typedef {{ file: string, line: number, column: number, exportName?: string }} Origin
 */

/**
 * The number of the panic of this instance behind a PanicError, 0 for one of another instance,
 * undefined for any other value.
 *
 * @type {(value: unknown) => number | undefined}
 */
export let panicId;

/** @type {(error: PanicError) => Origin} */
export let originOf;

/** A panic that has left Rust. */
export class PanicError extends Error {
  /** @type {import("../stack.mjs").Trace} */
  #trace;

  /** By which Rust finds the payload again, in this instance. */
  #id;
  #instanceId;

  /** For Rust, whatever becomes of the public fields. */
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
   * @param {import("../stack.mjs").Trace} trace
   * @param {number} id
   */
  constructor(message, origin, payload, trace, id) {
    super(message);
    this.#trace = trace;
    this.#id = id;
    this.#instanceId = history.id;
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
    return this.#instanceId;
  }

  #readStack() {
    const stack = readStack(this.#trace, `${this.name}: ${this.message}`);
    setStack(this, stack);
    return stack;
  }

  /**
   * @param {unknown} value
   * @returns {number | undefined}
   */
  static #idOf(value) {
    if (!(typeof value === "object" && value && #id in value)) return undefined;
    return value.#instanceId === history.id ? value.#id : 0;
  }

  static {
    panicId = (value) => PanicError.#idOf(value);
    originOf = (error) => error.#origin;
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

/**
 * The error of a panic whose stack has been captured. Never throws.
 *
 * @param {unknown} payload
 * @param {boolean} opaque whether `payload` only says what the message is
 * @param {string} file
 * @param {number} line
 * @param {number} column
 * @param {number} id
 */
export function newPanicError(payload, opaque, file, line, column, id) {
  const trace = takeStack();
  const message = toText(payload);
  const carried = opaque ? undefined : payload;
  // The stack is `trace`: one of the constructor's own would cost as much again.
  return withStackTraceLimit(
    undefined,
    () => new PanicError(message, { file, line, column }, carried, trace, id),
  );
}

/** @param {PanicError} error */
export const hasLeft = (error) => originOf(error).exportName !== undefined;

/** @param {unknown} value */
function toText(value) {
  try {
    return String(value);
  } catch {
    return "a panic with a value that has no string form";
  }
}

/**
 * Notes that a panic has left Rust, for the first time, and tells the listeners.
 *
 * @param {PanicError} error
 * @param {string} exportName
 */
export function reachBoundary(error, exportName) {
  error.exportName = originOf(error).exportName = exportName;
  history.panics += 1;
  panicked(error);
}

/**
 * @param {PanicError} error
 * @param {unknown} failure
 */
export function mapperFailed(error, failure) {
  error.cause = failure;
}

/** @param {unknown} error */
export const messageOf = (error) => toText(error instanceof Error ? error.message : error);

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

/**
 * @param {string} exportName
 * @param {string} className
 * @param {unknown} cause
 */
export const newPoisonedError = (exportName, className, cause) =>
  new PoisonedError(
    `${exportName}: a panic may have left this ${className} half-changed`,
    className,
    cause,
  );

/**
 * @param {string} exportName
 * @param {string} parameter
 * @param {string} reason
 * @param {boolean} isLost
 */
export function newArgumentError(exportName, parameter, reason, isLost) {
  const subject = parameter === "self" ? "the object" : `parameter \`${parameter}\``;
  const lost = isLost ? "; the object was given up by this call, and JavaScript has lost it" : "";
  return new Error(`${exportName}: ${subject}: ${reason}${lost}`);
}

export { PanicError as PanicErrorClass, PoisonedError as PoisonedErrorClass };
