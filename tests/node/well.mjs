import assert from "node:assert/strict";
import { inspect } from "node:util";

import { thrown } from "./load.mjs";
import { isAbort } from "./strategy.mjs";

/** Checks that calls of the fixture work, and panics in it. */
export function isWell(rust) {
  assert.equal(rust.divide(4, 2), 2);
  const error = thrown(() => rust.divide(1, 0));
  assert.ok(error instanceof rust.PanicError, inspect(error));
  assert.equal(error.message, "attempt to divide by zero");
  assert.equal(error.location.line, 12);
  if (!isAbort) assert.equal(rust.is_panicking(), false);
  assert.equal(rust.instanceStats().aborts, 0);
}
