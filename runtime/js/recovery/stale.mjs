import { queueMicrotask } from "../host.mjs";
import { shared, stateOf } from "../state.mjs";

/** @typedef {{ __wbg_inst: unknown, __wbg_ptr: number, __destroy_into_raw(): number, __free?(): void }} RustObject */

/** Prototypes of classes that are known. */
const known = new WeakSet();

/**
 * Has objects of earlier instances refused wherever they are taken, and values that throw as they are looked at. wasm-bindgen's
 * glue looks at those that it passes alone, and not at those in an array, or that Rust takes out of a `JsValue`.
 *
 * @param {number} token
 * @param {RustObject} ghost an object of the class, with nothing behind it
 */
export function knowClass(token, ghost) {
  const state = stateOf(token);
  const isMarked = ghost.__wbg_inst !== undefined;
  state.mark = ghost.__wbg_inst;
  ghost.__destroy_into_raw();
  const prototype = Object.getPrototypeOf(ghost);
  if (known.has(prototype)) return;
  known.add(prototype);
  freeInGuard(/** @type {any} */ (prototype), state);
  takeCarefully(prototype.constructor);
  // Only the glue of a module that can start again marks its objects.
  if (isMarked) refuseStale(prototype, state);
}

/**
 * wasm-bindgen's own `free` has no guard around it. Once the instance has ended there is nothing to free, and an error would
 * hide that of the call for which a `finally` or `using` frees the object.
 *
 * @param {RustObject & { free?(): void } & Record<symbol, () => void>} prototype
 * @param {import("../state.mjs").State} state
 */
function freeInGuard(prototype, state) {
  const { __free: inGuard } = prototype;
  if (!inGuard) return;
  delete prototype.__free;
  /** @this {RustObject} */
  const free = function () {
    if (!state.isDead && !isStale(this, state)) return Reflect.apply(inGuard, this, []);
    this.__wbg_ptr = 0;
    // Freed, of whichever instance it was.
    this.__wbg_inst = undefined;
  };
  Object.defineProperty(free, "name", { configurable: true, value: "free" });
  prototype.free = free;
  const { dispose } = /** @type {{ dispose?: symbol }} */ (/** @type {unknown} */ (Symbol));
  if (dispose) prototype[dispose] = free;
}

/**
 * @param {RustObject} object
 * @param {import("../state.mjs").State} state
 */
const isStale = ({ __wbg_inst: mark }, state) => mark !== undefined && mark !== state.mark;

/**
 * Rust would have the exception of a proxy pass that does not unwind.
 *
 * @param {{ __unwrap?(value: unknown): number }} Class
 */
function takeCarefully(Class) {
  const { __unwrap: unwrap } = Class;
  if (!unwrap) return;
  Class.__unwrap = (value) => {
    try {
      return Reflect.apply(unwrap, Class, [value]);
    } catch {
      return 0;
    }
  };
}

/**
 * @param {RustObject} prototype
 * @param {import("../state.mjs").State} state
 */
function refuseStale(prototype, state) {
  const take = prototype.__destroy_into_raw;
  /** @this {RustObject} */
  prototype.__destroy_into_raw = function () {
    if (!isStale(this, state)) return Reflect.apply(take, this, []);
    note();
    return 0;
  };
}

/** For the error that follows, if one does. */
function note() {
  shared.hasRefusedStale = true;
  queueMicrotask(() => {
    shared.hasRefusedStale = false;
  });
}

/** Whether what could not be taken just now was an object of an earlier instance. */
export function wasStale() {
  const { hasRefusedStale } = shared;
  shared.hasRefusedStale = false;
  return hasRefusedStale;
}
