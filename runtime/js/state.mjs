/**
 * Static methods of a class of Rust, which call the instance that is alive. An object would go stale.
 *
 * @typedef {{
 *   poll(task: number): boolean,
 *   wake(waker: number): void,
 *   call(what: number, number?: number, value?: unknown): boolean,
 * }} Methods
 */

/** @typedef {import("./tasks/task.mjs").Task} Task */

/** @template T @typedef {Set<{ listener: (event: T) => void }>} Listeners */

/** @typedef {{ instanceId: number, restarts: number, cause: unknown }} Restart */

/** @typedef {ReturnType<typeof newState>} State */

/** All that changes, for one module. */
export function newState() {
  return {
    /** By which Rust says whose call it is. */
    token: 0,
    /** What the module is called, whichever evaluation of its glue this is. */
    name: "",
    /** Whether a later one has taken over. */
    isReplaced: false,
    /** @type {Error | undefined} why the module is not to be loaded */
    refusal: undefined,

    /** Counts the instances of the module. */
    instanceId: 1,
    /** From the trap that ends an instance until the next one has been made. */
    isDead: false,
    /** Whether no next one will be made. */
    isDown: false,
    /** @type {unknown} by which the glue tells this instance's objects from others' */
    mark: undefined,
    /** @type {WebAssembly.Memory} of the instance */
    memory: /** @type {any} */ (undefined),
    /** @type {WebAssembly.Imports | undefined} what wasm imports, where that can be known */
    imports: undefined,
    /** @type {Methods} */
    methods: /** @type {any} */ (undefined),

    // What there was since the module was loaded.
    panics: 0,
    aborts: 0,
    restarts: 0,
    exceptions: 0,

    /** @type {Listeners<import("./errors.mjs").PanicError>} */
    panicListeners: new Set(),
    /** @type {Listeners<import("./errors.mjs").InstanceAbortedError>} */
    abortListeners: new Set(),
    /** @type {Listeners<Restart>} */
    restartListeners: new Set(),

    /** @type {Map<number, Task>} all tasks whose first poll is over */
    inFlight: new Map(),
    /** @type {Task[]} those whose first poll is on the stack */
    launching: [],
    /** @type {Task[]} those that were woken */
    queue: [],
    /** @type {(() => void) | undefined} polls those */
    pollQueue: undefined,
    /** @type {Set<import("./tasks/request.mjs").Place>} of those that were woken on workerd, in the order of time */
    summoned: new Set(),
    /** How many there were, and up to which they have come, unless their request has gone. */
    summons: 0,
    delivered: 0,
    /** Whether it will be looked after this turn if they have come. */
    isLooking: false,
    /** @type {Task} whose poll is the innermost on the stack */
    polled: /** @type {any} */ (undefined),

    /** @type {import("./stack.mjs").Trace} of the panic that is under way */
    trace: { at: undefined, limit: undefined, token: 0 },
    /** @type {import("./stack.mjs").Trace["at"]} the stack of a panic of nobody's */
    sample: undefined,
    /** Whether the instance is looked at once no call is on the stack. */
    isWatched: false,
    /** @type {unknown} what a number in an array could not be converted for */
    failure: undefined,
    /** @type {unknown} what `throwStashed` will throw */
    stashed: undefined,
    /** @type {object | undefined} what `throw_val` is about to throw */
    expected: undefined,
    /** Whether the next exception that is seen is that of `throw_val`. */
    isThrowing: false,
    /** @type {unknown} the tag of exceptions in which the glue has what JavaScript throws, once it is known */
    tag: undefined,
    /** Whether an error of our own is thrown to see that tag. */
    isAsking: false,
    /** @type {WeakSet<object>} errors that wasm-bindgen has made of panics, and that have left Rust once */
    plainPanics: new WeakSet(),
    /** Whether an exception has torn it, which is looked after when the stack is clear. */
    isTorn: false,
    /** Whether the glue has been seen to take a value out of an exception. */
    isUnwrapped: false,

    /** @type {(body: number) => void} runs a body, where panics abort */
    invoke: /** @type {any} */ (undefined),
    /** Whether the trap that follows is that of a panic, whose payload Rust has. */
    isFailing: false,
    /** Whether the hook of that panic still runs. */
    isHooking: false,
    /** Panics that have begun, without those whose trap a body has ended with. */
    failures: 0,
    /** @type {unknown} what JavaScript threw through a body */
    exception: undefined,

    /** @type {Set<string> | undefined} where closures call Rust */
    closurePlaces: undefined,

    /** @type {WebAssembly.Table} functions of the instance */
    table: /** @type {any} */ (undefined),
    /** @type {(() => void) | undefined} the abort hook of others, once it is to be called */
    othersOnAbort: undefined,
    /** @type {() => boolean} whether the glue has ended the instance */
    hasEnded: () => false,
    /** @type {() => boolean} whether a panic may be under way in it */
    isPanicking: () => true,
    /** @type {{ error: unknown, isLate: boolean } | undefined} the last error seen that may end it */
    suspect: undefined,
    /** Whether it will be said to have ended when the stack is clear. */
    isDoomed: false,
    /** @type {(() => void) | undefined} has somebody look whether the instance has ended, when the stack is clear */
    alarm: undefined,
    /** Whether errors of imports are seen as well. */
    seesImports: false,
    /** @type {object | undefined} what was thrown to find that out */
    probe: undefined,
    /** @type {{ error: unknown } | undefined} for what the instance is about to be ended, if not for a trap */
    blamed: undefined,
    /** @type {unknown} the trap that ended the last instance that was, if that could be seen */
    trap: undefined,
    /** @type {unknown} why it ended: that trap, or the panic behind it */
    cause: undefined,
    /** @type {import("./errors.mjs").InstanceAbortedError | undefined} of which listeners are not told yet */
    aborted: undefined,

    /** @type {import("./recovery/origin.mjs").Origin | undefined} of what the next instance is made, if the glue does not know */
    origin: undefined,
    /** Whether there is anything to make one of. */
    isRenewable: true,
    /** Whether the glue has no way to notice the end of an instance. */
    isBlind: false,
    /** @type {(() => void) | undefined} asks for a fresh instance, where that is possible */
    reinit: undefined,
    /** Whether one is made also of a module that stays down. */
    refusesWhenDown: false,
    /** @type {{ maxRestarts: number, within: number, keepsTorn: boolean } | undefined} how often one may take over */
    policy: undefined,
    /** @type {number[]} when there were restarts, in milliseconds */
    restartTimes: [],
    /** Whether start functions run in a fresh instance: if one fails, `stayDown` says so. */
    isRestarting: false,
    /** @type {Map<string, unknown>} what survives an instance */
    keptValues: new Map(),
  };
}

/** @type {State[]} of the modules that share these files, by their tokens */
export const states = [];

/** What those have in common. */
export const shared = {
  /** Of the module that these files' own exports are about, from before it is attached. */
  current: newState(),
  /** @type {WeakSet<object>} exceptions that are known already */
  seen: new WeakSet(),
  /** Whether late errors of ended instances are absorbed. */
  isAbsorbing: false,
  /** Whether an object of an earlier instance was refused, and nobody has been told. */
  hasRefusedStale: false,
};

/**
 * A start function may run before its instance has a token.
 *
 * @param {number} token
 */
export const stateOf = (token) => states[token] ?? shared.current;

/** How many calls and panics there were, and how many promises are open. */
export function instanceStats() {
  const state = shared.current;
  const { instanceId, panics, aborts, restarts, exceptions, isDown } = state;
  const inFlight = state.inFlight.size + state.launching.length;
  return { instanceId, panics, aborts, restarts, exceptions, isDown, inFlight };
}

export { instanceStats as statsOfInstance };
