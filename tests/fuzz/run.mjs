/**
 * Loads a module that was generated, makes its calls, and prints what came of them as JSON: what the host's program
 * prints for the same calls.
 *
 * Arguments: the glue, and a file with `{ exports, classes, calls, rounds }`. Or a module, to see whether it is valid.
 */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { setImmediate } from "node:timers/promises";

const [glue, file] = process.argv.slice(2);
const invalid = reasonForInvalid(readFileSync(glue.replace(/\.js$/, "_bg.wasm")));
if (invalid || !file) {
  console.log(JSON.stringify({ invalid }));
  process.exit();
}
const { exports, classes, calls, rounds } = JSON.parse(readFileSync(file, "utf8"));
const module = createRequire(import.meta.url)(glue);
const digests = new Map(classes);

const first = await run();
console.log(JSON.stringify({ outcomes: first, ...(await repeated()) }));

/** What all calls give when they are made again, and what memory that takes. */
async function repeated() {
  if (first.some(({ result }) => result.startsWith("fails"))) return {};
  let again = null;
  for (let round = 1; round < rounds; round++) again ??= differing(await run());
  const before = [module.allocations?.() ?? 0, module.pages()];
  for (let round = 0; round < rounds; round++) await run();
  const after = [module.allocations?.() ?? 0, module.pages()];
  return { again, left: (after[0] - before[0]) / rounds, pages: after[1] - before[1] };
}

function differing(outcomes) {
  const index = outcomes.findIndex((outcome, i) => JSON.stringify(outcome) !== JSON.stringify(first[i]));
  return index < 0 ? null : { index, outcome: outcomes[index] };
}

async function run() {
  const outcomes = [];
  for (const call of calls) {
    try {
      outcomes.push(await perform(call));
    } catch (error) {
      // Not even what surrounds a call works any more.
      outcomes.push({ result: failure(error), after: [], log: [], live: 0 });
    }
  }
  // Tasks that have ended are dropped in microtasks.
  await setImmediate();
  return outcomes;
}

async function perform({ export: path, numbers, fuse }) {
  const called = exports.find((one) => (one.class ? `${one.class}::${one.name}` : one.name) === path);
  const before = module.live?.() ?? 0;
  const stack = module.stack();
  module.begin?.(0);
  const values = called.parameters.map(({ ty }, i) => made(ty, numbers[i]));
  module.begin?.(fuse);
  let result;
  try {
    let value = invoke(called, [...values]);
    if (called.isAsync) value = await value;
    result = shown(value);
  } catch (error) {
    result = failure(error);
  }
  const after = [];
  called.parameters.forEach(({ pass, ty }, i) => {
    if (pass === "owned" || !digests.has(ty)) return;
    try {
      after.push(digest(values[i]));
    } catch (error) {
      after.push(failure(error));
    }
    try {
      values[i].free();
      after.push("");
    } catch (error) {
      after.push(failure(error));
    }
  });
  if (result.startsWith("fails")) return { result, after, log: [], live: 0 };
  const log = [...(module.take_log?.() ?? [])];
  const live = (module.live?.() ?? 0) - before;
  const outcome = { result, after, log, live };
  return module.stack() === stack ? outcome : { ...outcome, stack: stack - module.stack() };
}

function invoke(called, values) {
  if (called.isConstructor) return new module[called.class](...values);
  if (called.hasReceiver) {
    const receiver = values.shift();
    return receiver[called.name](...values);
  }
  return (called.class ? module[called.class] : module)[called.name](...values);
}

function made(ty, number) {
  const words = Array.from({ length: number % 4 }, (_, i) => String(number + i));
  switch (ty) {
    case "u32":
      return number;
    case "u64":
      return BigInt(number);
    case "str":
    case "String":
      return words.join(",");
    case "Vec<String>":
      return words;
    case "[u8]":
    case "Vec<u8>":
      return Uint8Array.from({ length: number % 6 }, (_, i) => number + i);
    case "Function":
      return (given) => {
        module.tick(given);
        if (given % 5 === 3) throw "thrown";
        return number + given;
      };
    case "Option<u32>":
      return number % 3 === 0 ? undefined : number;
  }
  const [, outer, inner] = /^(?:(Option|Vec)<)?(\w+)>?$/.exec(ty);
  const Class = module[inner];
  if (outer === "Option") return number % 3 === 0 ? undefined : new Class(number);
  if (outer === "Vec") return Array.from({ length: number % 4 }, (_, i) => new Class(i));
  return new Class(number);
}

function shown(value) {
  if (typeof value === "string") return `'${value}'`;
  if (ArrayBuffer.isView(value)) return `[${value.join(",")}]`;
  if (Array.isArray(value)) return `[${all(value).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const text = value.constructor.name + digest(value);
    value.free();
    return text;
  }
  return String(value);
}

/** Each of them, and then the first error: Rust drops the others, too. */
function all(values) {
  const errors = [];
  const texts = values.map((value) => {
    try {
      return shown(value);
    } catch (error) {
      errors.push(error);
      return "";
    }
  });
  if (errors.length > 0) throw errors[0];
  return texts;
}

function digest(object) {
  return digests.get(object.constructor.name) ? shown(object.digest()) : "";
}

function failure(error) {
  if (typeof error === "string") return `throws ${error}`;
  if (error?.name === "PanicError") return `panics ${error.message}`;
  return `fails ${error}`;
}

function reasonForInvalid(bytes) {
  if (WebAssembly.validate(bytes)) return null;
  try {
    return String(new WebAssembly.Module(bytes));
  } catch (error) {
    return String(error);
  }
}
