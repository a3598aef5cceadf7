// What every host must do with panics and JavaScript exceptions: checks of the fixture.

import { is, matches, rejection, same, sleep, thrown, within } from "./expect.mjs";

/** @type {Record<string, (rust: any) => unknown>} */
export const PANICS = {
  "a panic is a PanicError that says what, where and in which export": (rust) => {
    const error = thrown(() => rust.divide(1, 0));
    is(error instanceof rust.PanicError, true);
    is(error instanceof Error, true);
    is(error.name, "PanicError");
    is(error.message, "attempt to divide by zero");
    is(error.kind, "panic");
    is(rust.errorKind(error), "panic");
    is(error.exportName, "divide");
    is(error.instanceId, 1);
    matches(error.location.file, /panics\.rs$/);
    is(error.location.line, 12);
    is(rust.divide(6, 3), 2);
  },
  "the stack begins with the title, and the first frame is the user's": (rust) => {
    const lines = thrown(() => rust.panic_inside(2)).stack.split("\n");
    is(lines[0], "PanicError: bottom");
    matches(lines[1], /descend/);
    matches(lines.slice(1).join("\n"), /panic_inside/);
  },
  "a formatted message arrives whole": (rust) => {
    for (const message of ["", "ü🦀\n\0", "long ".repeat(10_000)]) {
      is(thrown(() => rust.panic_with(message)).message, message);
    }
  },
  "toJSON has what survives being sent": (rust) => {
    const sent = JSON.parse(JSON.stringify(thrown(() => rust.divide(1, 0))));
    same(Object.keys(sent), ["name", "kind", "message", "exportName", "location", "stack"]);
  },
  "a payload arrives as the identical value": (rust) => {
    const value = { some: "value" };
    is(thrown(() => rust.payload_value(value)).payload, value);
    is(thrown(() => rust.payload_i32(7)).payload, 7);
    is(thrown(() => rust.payload_i64(7n)).payload, 7n);
    is(thrown(() => rust.payload_bool(true)).payload, true);
    is(thrown(() => rust.payload_error("e")).cause.message, "e");
  },
  "an Err is thrown as it is": (rust) => {
    const value = new TypeError("mine");
    is(thrown(() => rust.fail_with(value)), value);
  },
  "a panic before an await rejects": async (rust) => {
    const error = await rejection(rust.panic_before_await("at once"));
    is(error instanceof rust.PanicError, true);
    is(error.exportName, "panic_before_await");
  },
  "a panic after an await rejects, and the others go on": async (rust) => {
    const other = rust.double(sleep(5).then(() => 2));
    const error = await rejection(rust.panic_after_await(sleep(1), "later"));
    is(error.message, "later");
    is(await within(other), 4);
    is(await within(rust.ready(3)), 3);
    is(rust.instanceStats().inFlight, 0);
  },
  "1,000 panics with every kind of argument": (rust) => {
    for (let i = 0; i < 1_000; i += 1) {
      is(thrown(() => rust.panic_with_all("text", "owned", [1, 2], {})).name, "PanicError");
    }
    is(rust.divide(6, 3), 2);
  },
  "1,000 panics in frames of 4 KiB": (rust) => {
    for (let i = 0; i < 1_000; i += 1) thrown(() => rust.panic_in_wide_frame());
    is(rust.divide(6, 3), 2);
  },
  "methods, constructors and accessors name class and member": (rust) => {
    const counter = new rust.Counter(1);
    is(thrown(() => new rust.Counter(0)).exportName, "new Counter");
    is(thrown(() => counter.bump(2_000)).exportName, "Counter.bump");
    is(thrown(() => { counter.doubled = 3; }).exportName, "Counter.doubled");
    counter.count = 5;
    is(counter.bump(1), 6);
    counter.free();
    matches(thrown(() => counter.peek()).message, /null pointer|Counter\.peek/);
  },
  "a re-entrant call is refused, and the object works again": (rust) => {
    const counter = new rust.Counter(1);
    let refused = /** @type {any} */ (undefined);
    counter.callBack(() => { refused = thrown(() => counter.bump(1)); });
    matches(refused.message, /^Counter\.bump/);
    is(counter.bump(1), 3);
  },
  "a panic poisons an object that says so, until it is cleared": (rust) => {
    const session = new rust.Session();
    const cause = thrown(() => session.write("line", true));
    is(session.isPoisoned, true);
    const poisoned = thrown(() => session.lines());
    is(poisoned instanceof rust.PoisonedError, true);
    is(poisoned.cause, cause);
    is(rust.errorKind(poisoned), "poisoned");
    session.clear();
    is(session.isPoisoned, false);
    session.write("line", false);
    is(session.lines(), 2);
  },
  "a closure panics, and can be called again": (rust) => {
    const divide = rust.checked_divider(2);
    const count = rust.counter(2);
    is(count(), 1);
    matches(thrown(() => { count(); count(); }).exportName, /^closure at .*\.rs:\d+$/);
    is(typeof divide(4), "number");
  },
  "what an import throws leaves the export as the identical value": (rust) => {
    const value = { mine: true };
    rust.throw_from_now_on(value);
    try {
      for (const kind of ["nothing", "number", "text", "anything", "constructor", "static"]) {
        is(thrown(() => rust.import_throw(kind)), value, kind);
      }
    } finally {
      rust.throw_no_more();
    }
    is(rust.import_anything(value), value);
  },
  "a panic goes through JavaScript to the outermost caller": (rust) => {
    const error = thrown(() => rust.import_through(() => rust.panic_inside(0)));
    is(error.name, "PanicError");
    is(error.message, "bottom");
  },
  "a mapper says what is thrown": async (rust) => {
    matches(typeof thrown(() => rust.mapped()), /string|object/);
    is(rust.divide(6, 3), 2);
    is((await rejection(rust.mapped_async())) instanceof rust.PanicError, false);
  },
  "listeners hear of each panic once, and can leave": async (rust) => {
    const heard = /** @type {unknown[]} */ ([]);
    const stop = rust.onPanic((/** @type {Error} */ error) => heard.push(error));
    const errors = [
      thrown(() => rust.divide(1, 0)),
      await rejection(rust.panic_before_await("heard")),
    ];
    stop();
    thrown(() => rust.divide(1, 0));
    is(heard.length, 2);
    errors.forEach((error, i) => is(heard[i], error));
  },
  "errorKind knows this engine's full stack": (rust) => {
    // Not a tail call, which would go on for ever in JavaScriptCore.
    /** @type {() => unknown} */
    const recurse = () => [recurse()];
    is(rust.errorKind(thrown(recurse)), "abort");
    is(rust.errorKind(new Error("other")), undefined);
  },
  "a task of its own gives its panic to the handle": async (rust) => {
    const results = await within(rust.join_many(9, 3));
    is(results.length > 0, true);
  },
};
