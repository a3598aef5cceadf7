
/** A panic in Rust, thrown by a call or rejecting its promise. The next call works. */
export class PanicError extends Error {
  private constructor();
  readonly name: "PanicError";
  readonly kind: "panic";
  /** The export that the panic left Rust through, as JavaScript calls it. */
  readonly exportName: string;
  /** The line of Rust that panicked. */
  readonly location: { readonly file: string; readonly line: number; readonly column: number };
  /** What the panic carried: its text, or the value given to `panic_any`. */
  readonly payload: unknown;
  /** Counts the instances of the module, from 1. */
  readonly instanceId: number;
  toJSON(): {
    name: string;
    kind: "panic";
    message: string;
    exportName: string;
    location: { file: string; line: number; column: number };
    stack: string;
  };
}

/** A call on an object, or with one, that a panic has left half-changed. */
export class PoisonedError extends Error {
  private constructor();
  readonly name: "PoisonedError";
  readonly kind: "poisoned";
  readonly className: string;
  /** What the call threw that poisoned the object. */
  readonly cause: unknown;
}

/** The call was in flight when its instance was ended, by a trap of another call or as the module was loaded again. */
export class InstanceAbortedError extends Error {
  private constructor();
  readonly name: "InstanceAbortedError";
  readonly kind: "abort";
  /** The trap, or the PanicError behind it. Undefined if the module was loaded again. */
  readonly cause: unknown;
  /** The instance that was ended. */
  readonly instanceId: number;
  /** Whether the next instance takes over. */
  readonly retryable: boolean;
}

/** What kind of failure of Rust an error stands for, if any. */
export function errorKind(error: unknown): "panic" | "abort" | "poisoned" | "stale" | undefined;

/** What has happened since the module was loaded, and how many promises are open. */
export function instanceStats(): {
  instanceId: number;
  panics: number;
  aborts: number;
  restarts: number;
  /** JavaScript exceptions that have passed through Rust without running every destructor, as far as they are seen. */
  exceptions: number;
  /** No instance is alive, and none will be. */
  isDown: boolean;
  inFlight: number;
};

/**
 * Has `listener` called with every panic that leaves Rust: out of an export or a closure, as a
 * rejection, or at the end of a task. Each panic comes once, with the same object that the
 * caller gets. A listener that throws is reported with `console.error` and changes nothing.
 *
 * @returns a function that takes the listener away again
 */
export function onPanic(listener: (error: PanicError) => void): () => void;

/**
 * Has `listener` called whenever an instance has been ended, just before the next is made. The error is what
 * rejects the others.
 */
export function onAbort(listener: (error: InstanceAbortedError) => void): () => void;

/** Has `listener` called whenever a fresh instance has taken over. */
export function onRestart(
  listener: (restart: { instanceId: number; restarts: number; cause: unknown }) => void,
): () => void;

/**
 * A class like `Class`, whose objects outlive an instance of the module: after an abort they are constructed again on
 * their first use, with the arguments that they were first constructed with. What Rust held in them starts anew.
 */
export function revived<C extends new (...args: any[]) => object>(Class: C): C;
