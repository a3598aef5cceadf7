/** Frames in stacks that only some modules have. */

/** @typedef {import("./stack.mjs").Feature} Feature */

/** wasm-bindgen's way into a closure, and the function below it that JavaScript calls. */
const ADAPTER = /^wasm_bindgen_[0-9a-f]+___convert__closures__/;
const CALLED = "real";

/** The guard around a closure, into which the compiler may have inlined that. Not what of std is around it in turn. */
const GUARDED = /^<((?!core::panic::).+) as unwind_export::closure::(?:body::)?Body(?:Once)?<.*>>::guarded/;

/** @type {Feature} */
export const CLOSURES = {
  entries: [
    // The adapter, and the function that others hold.
    [ADAPTER, 2],
    [/^wasm_bindgen::convert::closures::/, 2],
    [GUARDED, 2],
  ],
  stoodFor: (path) => GUARDED.exec(path)?.[1],
  isPlumbing: (path, above = "") => ADAPTER.test(path) || (path === CALLED && ADAPTER.test(above)),
};

/** The poll of a future, whose type stands at the end: the compiler may have inlined its function. */
const POLLS = [
  /^<core::pin::Pin<(?:&mut |alloc::boxed::Box<)(.*)/,
  /^<?unwind_export::(?:.*?<.*?unwind_export::)?boundary::poll::Held<(?:&mut |alloc::boxed::Box<)core::option::Option<(.*)/,
];

/** @type {Feature} */
export const TASKS = {
  // The glue's method, the poll, and two of the queue's. One less for the first poll, below which there is wasm.
  entries: [[/^unwindexportinstance_poll$/, 4]],
  stoodFor: polled,
};

/**
 * The future whose poll a function is.
 *
 * @param {string} path
 */
function polled(path) {
  const [, future = ""] = POLLS.map((poll) => poll.exec(path)).find(Boolean) ?? [];
  let depth = 0;
  for (const [i, letter] of [...future].entries()) {
    if (letter === "<") depth += 1;
    // The arrow of a function's type is none.
    if (letter === ">" && future[i - 1] !== "-" && depth-- === 0) return future.slice(0, i);
  }
}

/**
 * Where panics abort.
 *
 * @type {Feature}
 */
export const BODIES = {
  // The trampoline.
  entries: [[/^unwind_export::strategy::abort::invoke$/, 1]],
};
