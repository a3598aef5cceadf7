/**
 * Static methods of a class of Rust, which call the instance that is alive. An object would go stale.
 *
 * @typedef {{
 *   poll(task: number): boolean,
 *   wake(waker: number): void,
 *   call(what: number, number?: number, value?: unknown): boolean,
 * }} Methods
 */

/** @template T @typedef {Set<{ listener: (event: T) => void }>} Listeners */

/** @typedef {{ instanceId: number, restarts: number, cause: unknown }} Restart */

/**
 * All that changes, for one module. What need not be there yet is not.
 *
 * @typedef {object} State
 *
 * @property {number} token by which Rust says whose call it is
 * @property {string} name what the module is called, whichever evaluation of its glue this is
 * @property {boolean} [isReplaced] whether a later one has taken over
 * @property {Error} [refusal] why the module is not to be loaded
 *
 * @property {number} instanceId counts the instances of the module
 * @property {boolean} isDead from the trap that ends an instance until the next one has been made
 * @property {boolean} isDown whether no next one will be made
 * @property {unknown} [mark] by which the glue tells this instance's objects from others'
 * @property {WebAssembly.Memory} memory of the instance
 * @property {Uint8Array} [place] in that, where text was written last: short ones always go to the same place
 * @property {any[]} [views] all of it, as arrays of each kind that were asked for
 * @property {WebAssembly.Imports} [imports] what wasm imports, where that can be known: elsewhere there is no next instance
 * @property {Methods} methods
 * @property {WebAssembly.Table} table functions of the instance
 * @property {() => boolean} hasEnded whether the glue has ended the instance
 * @property {() => number} isPanicking the number of the panic that may be under way in it, -1 if it has none, or 0
 *
 * @property {number} panics since the module was loaded, as those that follow
 * @property {number} aborts
 * @property {number} restarts
 * @property {number} exceptions
 *
 * @property {Listeners<import("./errors.mjs").PanicError>} panicListeners
 * @property {Listeners<import("./errors.mjs").InstanceAbortedError>} abortListeners
 * @property {Listeners<Restart>} restartListeners
 *
 * @property {import("./tasks/tasks.mjs").Tasks} [tasks]
 *
 * @property {import("./stack.mjs").Trace} [trace] of the panic that is under way
 * @property {import("./stack.mjs").Trace["at"]} [sample] the stack of a panic of nobody's
 * @property {boolean} [isWatched] whether the instance is looked at once no call is on the stack
 * @property {unknown} [failure] what a number in an array could not be converted for
 * @property {unknown} [stashed] what `throwStashed` will throw
 * @property {import("./errors.mjs").PanicError[]} begun of panics that have reached no boundary, and that Rust may have caught
 * @property {object} [expected] what `throw_val` is about to throw
 * @property {boolean} [isThrowing] whether the next exception that is seen is that of `throw_val`
 * @property {unknown} [tag] of exceptions in which the glue has what JavaScript throws, once it is known
 * @property {boolean} [isAsking] whether an error of our own is thrown to see that tag
 * @property {WeakSet<object>} cleanErrors of wasm-bindgen that tear nothing as they leave Rust, and have done so once
 * @property {boolean} [isTorn] whether an exception has torn it, which is looked after when the stack is clear
 * @property {boolean} [isUnwrapped] whether the glue has been seen to take a value out of an exception
 *
 * @property {(body: number) => void} [invoke] runs a body, where panics abort
 * @property {boolean} [isFailing] whether the trap that follows is that of a panic, whose payload Rust has
 * @property {boolean} [isHooking] whether the hook of that panic still runs
 * @property {number} failures panics that have begun, without those whose trap a body has ended with
 * @property {unknown} [exception] what JavaScript threw through a body, or out of a conversion
 * @property {boolean} [isConverting] whether a conversion of the user's own runs
 * @property {string} [module] what stacks say of where the functions of wasm are, if that is of use
 * @property {string} [glue] and of where the functions are that call them
 * @property {boolean} [expectsTraps] whether what traps is of a panic, or of an instance that has ended
 *
 * @property {Set<string>} [closurePlaces] where closures call Rust
 *
 * @property {() => void} [othersOnAbort] the abort hook of others, once it is to be called
 * @property {{ error: unknown, isLate: boolean }} [suspect] the last error seen that may end the instance
 * @property {boolean} [isDoomed] whether it will be said to have ended when the stack is clear
 * @property {() => void} [alarm] has somebody look whether the instance has ended, when the stack is clear
 * @property {boolean} [seesImports] whether errors of imports are seen as well
 * @property {object} [probe] what was thrown to find that out
 * @property {{ error: unknown }} [blamed] for what the instance is about to be ended, if not for a trap
 * @property {unknown} [trap] that ended the last instance that was, if that could be seen
 * @property {unknown} [cause] why it ended: that trap, or the panic behind it
 * @property {import("./errors.mjs").InstanceAbortedError} [aborted] of which listeners are not told yet
 *
 * @property {import("./recovery/origin.mjs").Origin} [origin] of what the next instance is made, if the glue does not know
 * @property {boolean} [isBlind] whether the glue has no way to notice the end of an instance
 * @property {() => void} [reinit] asks for a fresh instance, where that is possible
 * @property {(state: State) => void} [replace] makes one also of a module that stays down
 * @property {import("./recovery/policy.mjs").Policy} [policy] how often one may take over
 * @property {boolean} [isRestarting] whether start functions run in a fresh instance: if one fails, `restart` says so
 * @property {Map<string, unknown>} [keptValues] what survives an instance
 */

/** @returns {State} */
export const newState = () =>
  /** @type {any} */ ({
    token: 0,
    name: "",
    instanceId: 1,
    isDead: false,
    isDown: false,
    hasEnded: () => false,
    panics: 0,
    aborts: 0,
    restarts: 0,
    exceptions: 0,
    begun: [],
    panicListeners: new Set(),
    abortListeners: new Set(),
    restartListeners: new Set(),
    cleanErrors: new WeakSet(),
    failures: 0,
  });

/** @type {State[]} of the modules that share these files, by their tokens */
export const states = [];

/** What those have in common. */
export const shared = {
  /** Of the module that these files' own exports are about, from before it is attached. */
  current: newState(),
  /** @type {WeakSet<object>} exceptions that are known already */
  seen: new WeakSet(),
  /** @type {(<C extends import("./recovery/revived.mjs").AnyClass>(Class: C) => C) | undefined} where there may be a next instance */
  revive: undefined,
  /** Whether late errors of ended instances are absorbed. */
  isAbsorbing: false,
  /** Whether the host is asked for traps that nobody catches. */
  watchesUncaught: false,
  /** Whether an object of an earlier instance was refused, and nobody has been told. */
  hasRefusedStale: false,
};

/**
 * A start function may run before its instance has a token.
 *
 * @param {number} token
 */
export const stateOf = (token) => states[token] ?? shared.current;

/**
 * What wasm imports by such names.
 *
 * @param {State} state
 * @param {RegExp} names
 */
export const importsOf = ({ imports = {} }, names) =>
  Object.values(imports)
    .flatMap((functions) => Object.entries(functions))
    .filter(([name]) => names.test(name))
    .map(([, value]) => /** @type {Function} */ (value));

/** How many calls and panics there were, and how many promises are open. */
export function instanceStats() {
  const state = shared.current;
  const { instanceId, panics, aborts, restarts, exceptions, isDown } = state;
  const inFlight = state.tasks?.count() ?? 0;
  return { instanceId, panics, aborts, restarts, exceptions, isDown, inFlight };
}

export { instanceStats as statsOfInstance };
