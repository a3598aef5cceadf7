// Types that convert themselves, and throw where they cannot, as tsify's do.

import assert from "node:assert/strict";
import { test } from "node:test";

import { failure, fixture, thrown } from "./load.mjs";
import { isAbort, unwinds } from "./strategy.mjs";

const rust = fixture();
const configured = new rust.Configured(1);

const WAYS = {
  "a function": [(value) => rust.configure("label", value), "label 5"],
  "an Option": [(value) => rust.configure_maybe(value), 5],
  "an async function": [(value) => rust.configure_later(value), 5],
  "a constructor": [(value) => new rust.Configured(value).value, 5],
  "a method": [(value) => configured.set(value), 5],
  "what an import gives": [imported, 5],
};

function imported(value) {
  globalThis.givesConfig = () => value;
  return rust.import_config();
}

for (const [way, [call, expected]] of Object.entries(WAYS)) {
  test(`${way}: a conversion that throws is an error of the call, and tears nothing`, async () => {
    const before = rust.instanceStats();
    for (let i = 0; i < 100; i++) {
      const error = await failure(() => call({}));
      assert.equal(error.message, "no config");
      assert.equal(Object.getPrototypeOf(error), Error.prototype);
      assert.equal(rust.errorKind(error), undefined);
      assert.equal(await call(5), expected);
    }
    assert.deepEqual(rust.instanceStats(), before);
  });

  test(`${way}: one that panics is a panic of the call`, unwinds("instance"), async () => {
    const error = await failure(() => call("text"));
    assert.ok(error instanceof rust.PanicError);
    assert.equal(error.message, "a text");
    assert.match(error.stack, /^PanicError: a text\n.*(from_abi|Config)/);
    assert.equal(await call(5), expected);
  });
}

test("what a refused call has not converted yet may throw as well", () => {
  const before = rust.instanceStats();
  const freed = new rust.Configured(1);
  freed.free();
  for (let i = 0; i < 100; i++) {
    assert.equal(thrown(() => rust.configure_both({}, {})).message, "no config");
    assert.equal(rust.configure_both(2, 3), 5);
    assert.match(thrown(() => rust.configure(1, {})).message, /^configure: parameter `label`: expected a string/);
    assert.match(thrown(() => freed.set({})).message, /^Configured\.set: .*freed/);
  }
  assert.deepEqual(rust.instanceStats(), before);
});

test("what is held as an import's result cannot be converted is dropped", async () => {
  const before = rust.drops();
  await failure(() => imported({}));
  if (!isAbort) assert.equal(rust.drops(), before + 1);
});
