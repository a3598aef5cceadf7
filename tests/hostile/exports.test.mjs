// A table of nasty values, given to all that the fixture exports.

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { inspect } from "node:util";

import { directory, fixture } from "../node/load.mjs";
import { isAbort, isLegacy } from "../node/strategy.mjs";
import { handled, nasty } from "./nasty.mjs";
import { ways } from "./reflect.mjs";

const rust = fixture();

// What nobody hears of is printed: a million lines.
console.error = () => {};

const WAYS = ways(join(directory("FIXTURE_NODEJS"), "fixture.d.ts"));
const title = (way) => (way.of ? `${way.of}.` : "") + way.name + (way.kind === "function" ? "" : ` (${way.kind})`);

/** A value as the type asks for it. */
function right(rust, type) {
  const bare = type.replace(/ \| (null|undefined)/g, "");
  if (/\[\]$|Array/.test(bare)) return [];
  if (/^Promise/.test(bare)) return Promise.resolve(1);
  if (/=>|^Function$/.test(bare)) return () => 1;
  if (bare in VALUES) return VALUES[bare];
  if (bare in rust && rust[bare].prototype) return made(rust, bare);
  return {};
}
const VALUES = { number: 1, bigint: 1n, string: "text", boolean: false };

function made(rust, of) {
  const way = WAYS.find((way) => way.of === of && way.kind === "constructor");
  return way && new rust[of](...way.types.map((type) => right(rust, type)));
}

/** Ways to hand `value` over in the way's place `at`; the receiver is place -1. */
function hand(rust, way, at, value) {
  const given = way.types.map((type, i) => (i === at ? value : right(rust, type)));
  if (way.kind === "function") return rust[way.name](...given);
  const Class = rust[way.of];
  if (way.kind === "constructor") return new Class(...given);
  if (way.kind === "static") return Class[way.name](...given);
  const receiver = at === -1 ? value : made(rust, way.of);
  const found = Object.getOwnPropertyDescriptor(Class.prototype, way.name);
  const body = way.kind === "setter" ? found.set : way.kind === "getter" ? found.get : found.value;
  return body.apply(receiver, given);
}

/** What is handed over in place of one value. */
function variants(type, value) {
  const list = [value];
  if (/=>|Function|any/.test(type)) {
    list.push(() => value, () => { throw value; });
  }
  if (/Promise|any/.test(type)) {
    list.push(handled(Promise.resolve(value)), handled(Promise.reject(value)));
  }
  if (/\[\]/.test(type)) list.push([value]);
  return list;
}

async function outcome(call) {
  try {
    const result = call();
    if (!(result instanceof Promise)) return { result };
    return await Promise.race([result.then(() => ({})), turns()]);
  } catch (error) {
    return { error };
  }
}

/** Says that a promise is open after that many turns of the event loop. */
async function turns() {
  for (let i = 0; i < 50; i++) await new Promise(setImmediate);
  return { isOpen: true };
}

/** What ends its instance or changes what others do, whatever is handed over; and a waker that forgets to wake. */
const APART = [
  "abort_on_panic", "trap", "panic_while_unwinding", "throw_from_now_on", "replace_hook", "wrap_hook",
  "call_as_a_task_fails",
];

/** They show what they get by `Debug`: wasm-bindgen's runs through arrays to their end, and throws as proxies do. */
const SHOWING = [
  "inspect", "recovered_with", "replace_joining_waker", "replace_waker", "spawn_panicking", "spawning_closure",
  "wake_then_call",
];

/** They have an import throw that is none of ours, or call one on what they get. */
const FOREIGN = ["await_number", "join_thrown", "throw_str_in_async"];

// There it passes frames of Rust as what ends the instance does.
if (isLegacy) APART.push("await_number");
// There std's resume_unwind is a trap.
if (isAbort) APART.push("call_while_unwinding", "cancel", "resume_custom_payload");

for (const way of WAYS.filter(({ name }) => ![...APART, ...SHOWING].includes(name))) {
  test(title(way), async () => {
    const places = way.types.map((type, at) => /** @type {[string, number]} */ ([type, at]));
    if (way.of && way.kind !== "constructor" && way.kind !== "static") places.push(["any", -1]);
    const { inFlight } = rust.instanceStats();
    for (const [type, at] of places) {
      for (const [name, make] of Object.entries(nasty(rust))) {
        for (let i = 0; i < variants(type, undefined).length; i++) {
          const value = make();
          await survives(way, () => hand(rust, way, at, variants(type, value)[i]), `${name} in place ${at}, way ${i}`);
        }
      }
    }
    if (places.length === 0) await survives(way, () => hand(rust, way, 0, undefined), "nothing");
    await turns();
    assert.equal(rust.instanceStats().inFlight, inFlight);
  });
}

async function survives(way, call, where) {
  const { aborts, exceptions } = rust.instanceStats();
  const { error, isOpen } = await outcome(call);
  assert.notEqual(isOpen, true, `${where}: the promise is open`);
  const stats = rust.instanceStats();
  assert.equal(stats.aborts, aborts, `${where}: ${shown(error)}`);
  if (!FOREIGN.includes(way.name)) assert.equal(stats.exceptions, exceptions, `${where}: ${shown(error)}`);
  assert.equal(rust.divide(4, 2), 2, where);
}

function shown(error) {
  try {
    return inspect(error);
  } catch {
    return "what cannot be shown";
  }
}
