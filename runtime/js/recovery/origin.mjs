/**
 * What the next instance is made of. Glue of the target `bundler` keeps neither its module nor what that imports: the
 * bundler has made the first instance of them. So whoever makes one is watched, from when this is loaded: wasm
 * imports these files, so that is before.
 */

import { bare } from "../host.mjs";

/** @typedef {{ module: WebAssembly.Module, imports: WebAssembly.Imports }} Origin */

/**
 * @typedef {WebAssembly.Instance & { module?: undefined, instance?: undefined }} Alone
 * @typedef {Alone | WebAssembly.WebAssemblyInstantiatedSource} Made
 */

/** Only a module of ours exports it. */
const OURS = "unwindexportinstance_call";

/** @type {WeakMap<object, Origin>} by the memory of the instance: its exports come in objects of the bundler's */
const origins = new WeakMap();

/** Takes the watch away. */
let dismiss = watch();

/**
 * @param {WebAssembly.Imports | undefined} own the glue's, where it can make instances by itself
 * @param {WebAssembly.Exports} exports
 */
export function originOf(own, exports) {
  const origin = origins.get(exports.memory);
  if (own && !origin) dismiss();
  return origin;
}

function watch() {
  const host = /** @type {any} */ (WebAssembly);
  const setBack = ["instantiate", "instantiateStreaming"].map((name) => {
    const { [name]: make } = host;
    const watched = watching(make);
    try {
      if (make) host[name] = watched;
    } catch {
      // Frozen: there is no next instance then.
    }
    return () => {
      if (host[name] === watched) host[name] = make;
    };
  });
  return () => {
    dismiss = () => {};
    for (const one of setBack) one();
  };
}

/** @param {(...args: any[]) => Promise<Made>} make */
function watching(make) {
  /**
   * @this {unknown}
   * @param {any[]} args
   */
  return function (...args) {
    const made = Reflect.apply(make, this, args);
    const [source, imports] = args;
    return isGlues(imports) ? made : made.then((result) => note(result, source, imports));
  };
}

/**
 * Glue that makes instances by itself gives them imports without a prototype.
 *
 * @param {unknown} imports
 */
function isGlues(imports) {
  return typeof imports !== "object" || !imports || !Object.getPrototypeOf(imports);
}

/**
 * @param {Made} made
 * @param {WebAssembly.Module} source what it was made of, if that is not said by `made`
 * @param {WebAssembly.Imports} imports
 */
function note(made, source, imports) {
  const { instance = /** @type {WebAssembly.Instance} */ (made), module = source } = made;
  const { exports } = instance;
  if (!Object.hasOwn(exports, OURS)) return made;
  origins.set(exports.memory, { module, imports });
  const shown = Object.create(instance, { exports: { value: unwrappable(exports) } });
  return made.instance ? { module, instance: shown } : shown;
}

/**
 * Some bundlers give the glue the value of a global in the place of the global, of which the glue takes the value once
 * more. So that is what a value has here: of both forms it takes the same. All are constants.
 *
 * @param {WebAssembly.Exports} exports
 */
function unwrappable(exports) {
  const entries = Object.entries(exports).map(([name, value]) => {
    if (!(value instanceof WebAssembly.Global)) return [name, value];
    const number = value.value;
    return [name, { value: { value: number, valueOf: () => number } }];
  });
  return Object.freeze(Object.fromEntries(entries));
}

/**
 * Has `make` find what glue of the target `bundler` looks for as it makes an instance, by names that nobody declares.
 *
 * @param {Origin | undefined} origin
 * @param {() => void} make
 */
export function withOrigin(origin, make) {
  if (!origin) return make();
  const { module, imports } = origin;
  /** @type {Record<string, unknown>} */
  const names = { wasmModule: module, wasmInstance: undefined, __wbg_get_imports: () => imports };
  const before = Object.keys(names).map((name) => Object.getOwnPropertyDescriptor(globalThis, name));
  Object.keys(names).forEach((name) => {
    Object.defineProperty(globalThis, name, bare({ configurable: true, writable: true, value: names[name] }));
  });
  try {
    make();
  } finally {
    Object.keys(names).forEach((name, i) => {
      Reflect.deleteProperty(globalThis, name);
      if (before[i]) Object.defineProperty(globalThis, name, before[i]);
    });
  }
}
