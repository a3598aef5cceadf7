/**
 * What is measured, as source: each module gets loops of its own, as the engine would otherwise compile one for all.
 *
 * `setup` runs once, `call` many times; `floor` is the least that it takes, by exports of the module without
 * unwind-export, `plain` is what takes its place in that, or in `plainModule`. `times` is how often one `call` does it. `target`
 * is the ratio to aim at. What `unwinds` is left out where panics abort: plain wasm-bindgen goes on broken there.
 *
 * @typedef {{
 *   name: string, target: number, call: string, setup?: string, plain?: string, floor?: string, floorSetup?: string,
 *   isAsync?: boolean, times?: number, stackTraceLimit?: number, plainStackTraceLimit?: number,
 *   floorStackTraceLimit?: number, subjects?: string[], plainModule?: string, unwinds?: boolean,
 * }} Row
 */

const RESOLVED = "const resolved = Promise.resolve(1);";

/** @type {Row[]} */
const ALL = [
  {
    name: "add(i32, i32)",
    target: 1.05,
    call: "last = glue.add(i, 1);",
    floor: "last = raw.raw_add(i, 1);",
  },
  { name: "&str to String, 64 B", target: 1.02, ...echo(64) },
  { name: "&str to String, 64 KiB", target: 1.02, ...echo(65536) },
  {
    name: "&mut self",
    target: 1.05,
    setup: "const counter = glue.Counter.make();",
    call: "last = counter.bump(i);",
    floorSetup: "const counter = raw.raw_counter();",
    floor: "last = raw.raw_bump(counter, i);",
  },
  {
    name: "&mut self, with poison",
    target: 1.1,
    setup: "const object = glue.Guarded.make();",
    call: "last = object.bump(i);",
  },
  {
    name: "&JsValue",
    target: 1.05,
    setup: "const value = {};",
    call: "last = glue.is_given(value);",
  },
  {
    name: "&Struct",
    target: 1.05,
    setup: "const counter = glue.Counter.make();",
    call: "last = glue.count_of(counter);",
  },
  {
    name: "closure",
    target: 1.05,
    setup: "const closure = glue.adder();",
    call: "last = closure(i);",
  },
  { name: "async, ready", target: 0.8, isAsync: true, call: "last = await glue.ready(i);" },
  {
    name: "async, 1 await",
    target: 0.9,
    isAsync: true,
    setup: RESOLVED,
    call: "last = await glue.awaits(resolved, 1);",
  },
  {
    name: "async, 10 awaits",
    target: 0.9,
    isAsync: true,
    setup: RESOLVED,
    call: "last = await glue.awaits(resolved, 10);",
  },
  {
    name: "async, 1000 in flight",
    target: 0.85,
    isAsync: true,
    times: 1000,
    setup: RESOLVED,
    call: "last = await Promise.all(Array.from({ length: 1000 }, () => glue.awaits(resolved, 1)));",
  },
  {
    name: "panic",
    target: 1.1,
    unwinds: true,
    call: "try { glue.panics(i) } catch (error) { last = error }",
    ...captured("glue.panics(i)"),
  },
  {
    name: "panic, stacks off",
    target: 1,
    unwinds: true,
    stackTraceLimit: 0,
    call: "try { glue.panics(i) } catch (error) { last = error }",
  },
  {
    name: "panic, stacks off (to on)",
    target: 0.5,
    unwinds: true,
    stackTraceLimit: 0,
    plainStackTraceLimit: 10,
    call: "try { glue.panics(i) } catch (error) { last = error }",
    floor: "try { glue.panics(i) } catch (error) { last = error }",
  },
  {
    name: "panic, async",
    target: 1.3,
    unwinds: true,
    isAsync: true,
    call: "try { await glue.panics_in_async(i) } catch (error) { last = error }",
    ...captured("await glue.panics_in_async(i)"),
  },
  {
    name: "import that throws",
    target: 1.5,
    unwinds: true,
    setup: "const thrown = new Error(); globalThis.benchThrows = () => { throw thrown };",
    call: "try { glue.call_import() } catch (error) { last = error }",
    floorSetup: "const thrown = new Error(); globalThis.benchThrows = () => { throw thrown };",
    floor: "try { glue.unwind_import() } catch (error) { last = error }",
  },
  {
    name: "call after an abort",
    target: 1.5,
    isAsync: true,
    subjects: ["plain", "recovering"],
    // To what the same module's glue takes for a new instance and its start functions. Of the abort itself nothing
    // is counted, the turn in which the restart happens is.
    plainModule: "recovering",
    call: `try { glue.abort() } catch {}
      const start = performance.now(); await null; last = glue.add(i, 1); spent += performance.now() - start;`,
    plain: `glue.replace(); await null;
      const start = performance.now(); last = glue.add(i, 1); spent += performance.now() - start;`,
  },
];

/**
 * The floor of a panic: one stack, captured by its hook.
 *
 * @param {string} call
 */
function captured(call) {
  return {
    floorSetup: "glue.capture_in_hook();",
    floor: `raw.raw_capture_next(58); try { ${call} } catch (error) { last = error }`,
    floorStackTraceLimit: 0,
  };
}

/** @param {number} length */
function echo(length) {
  return {
    // Flat, unlike what `repeat` makes: that is read at another speed until it is collected.
    setup: `const text = new TextDecoder().decode(new Uint8Array(${length}).fill(97));`,
    call: "last = glue.echo(text);",
  };
}

export const rows = ALL.filter((row) => !(row.unwinds && process.env.BENCH_ABORTS));
