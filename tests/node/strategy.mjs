// Which tests hold under which panic strategy: the one place that says so.

/** Whether the modules under test unwind by the older instructions. */
export const isLegacy = process.env.UNWIND_EXPORT_MODE === "unwind-legacy";

/** For a test of what is told apart only where wasm catches what its imports throw. */
export const unwraps = { skip: isLegacy && "where wasm unwinds by the older instructions" };

/** Whether panics abort in the modules under test. */
export const isAbort = Boolean(process.env.UNWIND_EXPORT_MODE?.startsWith("abort"));

/** Whether the glue catches what imports throw in wasm, where V8 hides full stacks and others' traps. */
export const catchesInWasm = ["unwind", "abort-handler"].includes(process.env.UNWIND_EXPORT_MODE ?? "");

/** What differs where panics abort: the rows of the table in docs/stable.md. */
export const DIFFERENCES = {
  destructors: "destructors of what the failed call held",
  locks: "a `Mutex` that was held",
  instance: "the instance, after a panic",
  start: "the instance, after a panic in `start`",
  payload: "a payload of a type of your own",
  catching: "`std::panic::catch_unwind`",
  panicking: "`std::thread::panicking()`, once a panic is over",
  hook: "a panic while another panic hook keeps ours without calling it",
  unwinding: "a panic in a destructor that runs because of another panic",
};

/**
 * For a test that holds only where panics unwind.
 *
 * @param {keyof typeof DIFFERENCES} difference
 */
export function unwinds(difference) {
  if (!(difference in DIFFERENCES)) throw new Error(`there is no difference "${difference}"`);
  return { skip: isAbort && DIFFERENCES[difference] };
}

/** For a test of what plain wasm-bindgen does where panics unwind. */
export const unwindingTwin = { skip: isAbort && "plain wasm-bindgen, where panics unwind" };

/** For a test of what only code that can unwind has: there, an error in wasm may have passed frames of Rust. */
export const unwindsAtAll = { skip: isAbort && "where panics abort" };

/** For a test of what there is only where panics abort. */
export const aborts = { skip: !isAbort && "where panics abort" };

/** Likewise, but for glue that ends the instance in a trap before Rust can say why. */
export const abortsBySelf = {
  skip: (!isAbort || process.env.UNWIND_EXPORT_MODE === "abort-handler") && "where panics abort, and the glue has no abort handler",
};
