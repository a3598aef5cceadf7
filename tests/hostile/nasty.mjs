// Values and receivers that no export asks for.

import { runInNewContext } from "node:vm";

const mine = new Error("mine");
const fail = () => {
  throw mine;
};

const TRAPS = [
  "apply", "construct", "defineProperty", "deleteProperty", "get", "getOwnPropertyDescriptor", "getPrototypeOf",
  "has", "isExtensible", "ownKeys", "preventExtensions", "set", "setPrototypeOf",
];

function revoked(target) {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

function cyclic() {
  const list = [];
  list.push(list);
  return Object.assign(list, { self: list });
}

function detached() {
  const bytes = new Uint8Array(8);
  structuredClone(bytes, { transfer: [bytes.buffer] });
  return bytes;
}

const shut = (names) =>
  Object.defineProperties({}, Object.fromEntries(names.map((name) => [name, { get: fail }])));

/**
 * Each by its name, made anew for each call.
 *
 * @param {any} rust for those that call exports as they are looked at
 * @returns {Record<string, () => any>}
 */
export const nasty = (rust) => ({
  undefined: () => undefined,
  null: () => null,
  "negative zero": () => -0,
  NaN: () => NaN,
  "a fraction": () => 0.5,
  true: () => true,
  "a BigInt": () => 1n,
  "a huge BigInt": () => 2n ** 200n,
  "a symbol": () => Symbol("mine"),
  "an empty text": () => "",
  "a lone surrogate": () => "\ud800",
  "a long text": () => "ü".repeat(100_000),
  "an object": () => ({}),
  "an object of no prototype": () => Object.create(null),
  "a frozen object": () => Object.freeze({ ptr: 1 }),
  "a frozen error": () => Object.freeze(new Error("mine")),
  "an error of throwing accessors": () =>
    Object.defineProperties(new Error(), { message: { get: fail }, stack: { get: fail }, name: { get: fail } }),
  "a cycle": cyclic,
  "a long array": () => new Array(10_000).fill(0),
  "a sparse array": () => new Array(1_000),
  "detached bytes": detached,
  "a function": () => () => 1,
  "a function that throws": () => fail,
  "a class": () => class {},
  "an async function": () => async () => 1,
  "a generator": () => (function* () {})(),
  "a date": () => new Date(NaN),
  "throwing accessors": () =>
    shut(["then", "length", "name", "message", "stack", "constructor", "__wbg_ptr", "toString", "valueOf", "cause"]),
  "a valueOf that throws": () => ({ valueOf: fail, toString: fail }),
  "a toPrimitive that calls an export": () => ({ [Symbol.toPrimitive]: () => rust.divide(4, 2) }),
  "a toPrimitive that panics": () => ({ [Symbol.toPrimitive]: () => rust.divide(1, 0) }),
  "a toString that panics": () => ({ toString: () => rust.divide(1, 0) }),
  "an iterator that throws": () => ({ length: 3, [Symbol.iterator]: fail }),
  "an array whose items throw": () => Object.defineProperty([1], 0, { get: fail }),
  "a thenable": () => ({ then: (keep) => keep(1) }),
  "a thenable that throws": () => ({ then: fail }),
  "a thenable of two answers": () => ({ then: (keep, reject) => (reject(mine), keep(1), fail()) }),
  "an object of another realm": () => runInNewContext("({})"),
  "an error of another realm": () => runInNewContext("new Error('theirs')"),
  "a promise of another realm": () => runInNewContext("Promise.resolve(1)"),
  "a rejected promise of another realm": () => handled(runInNewContext("Promise.reject(1)")),
  "a promise of a nasty value": () => handled(Promise.reject(revoked({}))),
  "a revoked proxy": () => revoked({}),
  "a revoked proxy of a function": () => revoked(() => 1),
  "a proxy of which each trap throws": () =>
    new Proxy(() => 1, Object.fromEntries(TRAPS.map((trap) => [trap, fail]))),
  ...Object.fromEntries(
    TRAPS.map((trap) => [`a proxy whose ${trap} throws`, () => new Proxy(function () {}, { [trap]: fail })]),
  ),
});

/** A promise whose rejection is nobody's business. */
export function handled(promise) {
  promise.catch(() => {});
  return promise;
}
