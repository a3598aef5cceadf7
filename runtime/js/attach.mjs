import { Exception, queueMicrotask } from "./host.mjs";
import { takeThrower } from "./panic/throw.mjs";
import { arm, checkAlive, warn } from "./recovery/alarm.mjs";
import { seeException } from "./recovery/foreign.mjs";
import { originOf } from "./recovery/origin.mjs";
import { giveWay, renewed, settle } from "./recovery/recovery.mjs";
import { endsInstance, suspect } from "./recovery/suspect.mjs";
import { newState, shared, stateOf, states } from "./state.mjs";

/** @typedef {import("./state.mjs").State} State */

/**
 * Takes the class through which JavaScript calls whichever instance is alive, and gives the token of its module. Each
 * instance hands it over as it is set up.
 *
 * @param {{ constructor: unknown, free(): void }} object
 * @param {WebAssembly.Table} table
 * @param {number} hasEnded index of the function that tells whether the glue has ended this instance
 * @param {number} isPanicking index of the one that tells whether a panic may be under way
 * @param {WebAssembly.Imports | undefined} imports of the glue's own making, where it has them
 * @param {WebAssembly.Exports} exports
 */
export function attach(object, table, hasEnded, isPanicking, imports, exports) {
  const methods = /** @type {State["methods"]} */ (object.constructor);
  const known = states.find((one) => one.methods === methods);
  const state = known ?? enter(methods, imports, exports);
  if (known && !state.isRestarting) renewed(state);
  state.table = table;
  state.hasEnded = table.get(hasEnded);
  state.isPanicking = table.get(isPanicking);
  state.memory = /** @type {WebAssembly.Memory} */ (exports.memory);
  // They would keep the memory of the last one.
  state.place = state.views = undefined;
  object.free();
  return state.token;
}

/** Where the glue keeps what wasm imports of it: its file is called so. */
const GLUE = /^\.\/.*_bg\.js$/;

const BLIND =
  "unwind-export: a host that loads wasm by itself has this module's glue miss the end of an instance, so calls may " +
  "go on in a broken one. Have wasm-bindgen write the glue with `--target web`, or `--target module`.";

/**
 * What a module is called, as no other is in its folder. By what it exports, if the glue does not show its name.
 *
 * @param {WebAssembly.Imports | undefined} imports
 * @param {WebAssembly.Exports} exports
 */
function nameOf(imports = {}, exports) {
  const name = Object.keys(imports).find((path) => GLUE.test(path));
  return name ?? Object.keys(exports).join(", ");
}

/**
 * The first instance that an evaluation of the glue has made.
 *
 * @param {State["methods"]} methods
 * @param {WebAssembly.Imports | undefined} own
 * @param {WebAssembly.Exports} exports
 */
function enter(methods, own, exports) {
  const origin = originOf(own, exports);
  const imports = own ?? origin?.imports;
  const name = nameOf(imports, exports);
  const earlier = states.find((one) => one.name === name && !one.isReplaced);
  const state = states.length === 0 ? shared.current : newState();
  if (states.length === 0) watchHost();
  else if (earlier) succeed(state, earlier);
  else state.refusal = newRefusal(shared.current.name, name);
  const isBlind = typeof exports.__instance_terminated === "number";
  Object.assign(state, { methods, name, token: states.length, imports, origin, isBlind });
  states.push(state);
  arm(state);
  queueMicrotask(() => settle(state));
  if (isBlind) console.warn(BLIND);
  return state;
}

/**
 * The same glue was evaluated again, as it is when a page is changed while it is open.
 *
 * @param {State} state
 * @param {State} earlier
 */
function succeed(state, earlier) {
  const { instanceId, panicListeners, abortListeners, restartListeners, refusal } = earlier;
  Object.assign(state, { panicListeners, abortListeners, restartListeners, refusal });
  state.instanceId = instanceId + 1;
  if (shared.current === earlier) shared.current = state;
  giveWay(earlier);
}

/** @param {string[]} names */
const newRefusal = (...names) =>
  new Error(
    `${names.map((name) => name.slice(0, 100)).join(" and ")} are in one folder, where \`onPanic\`, ` +
      "`instanceStats` and the others cannot tell whose they are: give each module an `--out-dir` of its own",
  );

/**
 * Throws if the module is not to be loaded. Imported past wasm-bindgen's adapters, so that loading it throws the same.
 *
 * @param {number} token
 */
export function admit(token) {
  const { refusal } = stateOf(token);
  if (refusal) throw refusal;
}

/** What is done once for all modules, and not as these files are loaded, which only defines things. */
function watchHost() {
  if (!Exception) return;
  try {
    watchTraps();
  } catch {
    // Frozen: an abort has no cause then.
  }
}

/**
 * The hook that tells of an abort is not told its error. But just before, the glue asks of
 * every error whether it is a `WebAssembly.Exception`, and those that are not may end the instance.
 */
function watchTraps() {
  const isInstance = Exception[Symbol.hasInstance];
  /**
   * A proxy may throw when it is asked. The glue asks on an exception's way into Rust.
   *
   * @param {unknown} constructor
   * @param {unknown} error
   */
  const isOne = (constructor, error) => {
    try {
      return Reflect.apply(isInstance, constructor, [error]);
    } catch {
      return false;
    }
  };
  Object.defineProperty(Exception, Symbol.hasInstance, {
    configurable: true,
    writable: true,
    /** @param {unknown} error */
    value: function (error) {
      // First: modules in other folders ask as well, and have errors of their own thrown.
      const thrower = takeThrower();
      const is = isOne(this, error);
      if (is) {
        seeException(/** @type {object} */ (error), thrower);
      } else if (this === Exception) {
        states.forEach((state) => watchFor(state, error));
      }
      return is;
    },
  });
}

/**
 * Only the glue knows whose error it is.
 *
 * @param {State} state
 * @param {unknown} error
 */
function watchFor(state, error) {
  try {
    queueMicrotask(() => checkAlive(state));
    suspect(state, error);
    if (state.isBlind && endsInstance(error)) state.isDoomed = true;
  } catch {
    warn(state, error);
  }
}
