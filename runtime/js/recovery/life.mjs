/** Objects that are constructed again in a fresh instance. Only modules that have one have this. */

import { bare } from "../host.mjs";
import { shared } from "../state.mjs";
import { refusal } from "./refusal.mjs";

/** @typedef {import("./revived.mjs").AnyClass} AnyClass */

/** An object of Rust, and how to come by it in another instance. */
class Life {
  isBeginning = false;

  /**
   * @param {import("../state.mjs").State} state
   * @param {() => any} construct
   */
  constructor(state, construct) {
    this.state = state;
    this.construct = construct;
    this.instanceId = state.instanceId;
    this.object = construct();
  }

  /** The object, in the instance that is alive, if there is one. One that was freed or given away stays so. */
  current() {
    const { instanceId, isDead } = this.state;
    if (isDead) throw refusal(this.state);
    if (this.instanceId !== instanceId && this.object.__wbg_ptr !== 0) {
      this.begin();
      this.instanceId = instanceId;
    }
    return this.object;
  }

  /** The constructor may be the user's, or call what is: a use of the object there would call it once more, and so on. */
  begin() {
    if (this.isBeginning) throw new Error("this object is being constructed again");
    this.isBeginning = true;
    try {
      this.object = this.construct();
    } finally {
      this.isBeginning = false;
    }
  }
}

/** Where an object has its life: not private, as a proxy of the object, or what inherits from it, is that object to wasm-bindgen. */
const LIFE = Symbol("life");

/**
 * @param {any} value
 * @returns {Life | undefined}
 */
const lifeOf = (value) => value?.[LIFE];

/** @param {unknown} value */
const currentOf = (value) => lifeOf(value)?.current() ?? value;

/** @param {unknown} value */
const lastOf = (value) => lifeOf(value)?.object ?? value;

/**
 * What `revived` gives.
 *
 * @template {AnyClass} C
 * @param {C} Class
 * @returns {C}
 */
export function revive(Class) {
  const state = shared.current;
  class Revived {
    /** @param {unknown[]} args */
    constructor(...args) {
      const value = new Life(state, () => Reflect.construct(Class, args));
      Object.defineProperty(this, LIFE, bare({ value }));
    }
  }
  Object.defineProperty(Revived, "name", { configurable: true, value: Class.name });
  Object.setPrototypeOf(Revived, Class);
  Object.setPrototypeOf(Revived.prototype, Class.prototype);
  for (const [key, property] of membersOf(Class)) {
    Object.defineProperty(Revived.prototype, key, passedOn(Class, key, property));
  }
  // By which the glue knows an object that is an argument.
  for (const key of ["__wbg_ptr", "__wbg_inst"]) {
    Object.defineProperty(Revived.prototype, key, {
      configurable: true,
      get() {
        return lifeOf(this)?.current()[key];
      },
    });
  }
  return /** @type {any} */ (Revived);
}

/**
 * What objects of the class have, by inheritance too.
 *
 * @param {AnyClass} Class
 */
function membersOf(Class) {
  /** @type {Map<PropertyKey, PropertyDescriptor>} */
  const members = new Map();
  for (let from = Class.prototype; from && from !== Object.prototype; from = Object.getPrototypeOf(from)) {
    for (const key of Reflect.ownKeys(from)) {
      const property = Object.getOwnPropertyDescriptor(from, key);
      if (property && !members.has(key)) members.set(key, property);
    }
  }
  members.delete("constructor");
  return members;
}

/**
 * Whether it frees the object, for which no other is to be constructed.
 *
 * @param {PropertyKey} key
 */
const isFree = (key) => key === "free" || key === /** @type {any} */ (Symbol).dispose;

/**
 * A property that does with the object of Rust what `property` of its class does with its own.
 *
 * @param {AnyClass} Class
 * @param {PropertyKey} key
 * @param {PropertyDescriptor} property
 * @returns {PropertyDescriptor}
 */
function passedOn(Class, key, property) {
  const objectOf = isFree(key) ? lastOf : currentOf;
  /** @param {() => Function} member */
  const passOn = (member) =>
    /**
     * @this {object}
     * @param {unknown[]} args
     */
    function (...args) {
      const object = objectOf(this);
      const result = Reflect.apply(member(), object, args);
      return result === object ? this : result;
    };
  const { get, set, value, ...rest } = property;
  // As it is then: a class has its last `free` once an instance has started.
  if (typeof value === "function") return { ...rest, value: passOn(() => Class.prototype[key]) };
  if (!get && !set) return property;
  return { ...rest, get: get && passOn(() => get), set: set && passOn(() => set) };
}

// As this is loaded: a class may be asked for before the first instance is made.
shared.revive = revive;
