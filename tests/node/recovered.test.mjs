// `recover_panic`: the caller of a function that panics gets a result.

import assert from "node:assert/strict";
import { test } from "node:test";

import { fixture, inProcess, rejection, thrown } from "./load.mjs";
import { aborts, unwinds } from "./strategy.mjs";

const rust = fixture();
const { Recovered } = rust;

/** The messages of the panics that listeners hear of while `body` runs. */
async function heard(body) {
  const messages = [];
  const stop = rust.onPanic((error) => {
    assert.ok(error instanceof rust.PanicError);
    messages.push(`${error.exportName}: ${error.message}`);
  });
  const { panics } = rust.instanceStats();
  try {
    await body();
  } finally {
    stop();
  }
  assert.equal(rust.instanceStats().panics - panics, messages.length, "what is told is counted");
  return messages;
}

test("a panic becomes the result that the function gives, and is told and counted", async () => {
  const messages = await heard(async () => {
    assert.equal(rust.recovered(true), "recovered: no answer");
    assert.equal(rust.recovered_number(true), 0);
    assert.equal(rust.recovered_nothing(), undefined);
    assert.equal(await rust.recovered_later(true), "recovered_later: no answer yet");
  });
  assert.deepEqual(messages, [
    "recovered: no answer",
    "recovered_number: no number",
    "recovered_nothing: nothing",
    "recovered_later: no answer yet",
  ]);
});

test("without a panic it is the function's own result", async () => {
  const messages = await heard(async () => {
    assert.equal(rust.recovered(false), "an answer");
    assert.equal(rust.recovered_number(false), 7);
    assert.equal(await rust.recovered_later(false), "a later answer");
    assert.equal(rust.recovered_closure(false)(), 1);
    assert.equal(rust.recovered_result("ok"), "fine");
    assert.equal(thrown(() => rust.recovered_result("err")), "an error");
  });
  assert.deepEqual(messages, []);
});

test("a Result may be either", async () => {
  assert.equal(rust.recovered_result("panic"), "recovered_result: neither");
  const error = await rejection(rust.recovered_as_error());
  assert.equal(error.constructor, Error);
  assert.equal(error.message, "recovered_as_error: an error");
});

test("a closure in place of a closure", () => {
  assert.equal(rust.recovered_closure(true)(), 0);
});

test("what was borrowed is given back, however often", () => {
  const object = new Recovered(3);
  for (let call = 0; call < 3000; call += 1) {
    assert.equal(rust.recovered_with({ call }, new Uint8Array(3)), undefined);
  }
  assert.equal(rust.recovered_with(null, new Uint8Array(1), object), undefined);
  assert.match(thrown(() => object.value).message, /freed|null pointer|given away/);
});

test("destructors run", unwinds("destructors"), () => {
  const before = rust.witnesses_dropped();
  assert.equal(rust.recovered_and_dropped(), 0);
  assert.equal(rust.witnesses_dropped(), before + 1);
});

test("on an impl block it holds for all methods that say nothing else", async () => {
  assert.ok(new Recovered(0) instanceof Recovered, "a constructor");
  assert.equal(new Recovered(0).value, 0);
  assert.equal(new Recovered(13).value, 0, "a getter");
  assert.equal(thrown(() => new Recovered(1).mapped()), "mapped");
});

test("an object is poisoned by a panic that became a result, which is the cause", async () => {
  const object = new Recovered(5);
  const causes = [];
  const stop = rust.onPanic((error) => causes.push(error));
  assert.equal(object.tear(true), 0);
  assert.equal(object.isPoisoned, true);
  assert.equal(thrown(() => object.value).cause, causes[0]);
  assert.equal(causes[0].message, "torn");
  object.mend();
  assert.equal(object.value, 99);
  assert.equal(await object.tear_later(), undefined);
  assert.equal(thrown(() => object.tear(false)).cause, causes[1]);
  assert.equal(causes[1].message, "torn later");
  stop();
  object.mend();
  assert.equal(object.tear(false), 1);
});

test("what JavaScript throws is no panic, and is thrown on", async () => {
  const messages = await heard(() => {
    assert.ok(thrown(() => rust.recovered_exception()) instanceof SyntaxError);
  });
  assert.deepEqual(messages, []);
});

test("a function that panics itself: the original, with its failure as cause", async () => {
  for (const error of [
    thrown(() => rust.recovery_panics()),
    await rejection(rust.recovery_panics_later()),
  ]) {
    assert.ok(error instanceof rust.PanicError);
    assert.equal(error.message, "the original");
    assert.equal(error.cause.message, "the recovery failed");
  }
  assert.equal(rust.recovered_number(false), 7);
});

test("where panics abort, the result comes out of an instance that is retired", aborts, () => {
  const ended = inProcess(`
    const rust = retiring();
    const stranded = rejection(rust.recovered_later(false));
    const text = rust.recovered(true);
    const next = thrown(() => rust.recovered(false));
    console.log(JSON.stringify({
      text, nextKind: rust.errorKind(next), stranded: rust.errorKind(await stranded),
      ...rust.instanceStats(),
    }));`);
  assert.equal(ended.text, "recovered: no answer");
  assert.equal(ended.nextKind, "abort");
  assert.equal(ended.stranded, "abort");
  assert.equal(ended.panics, 1);
  assert.equal(ended.aborts, 1);
});

test("where panics abort, so does that of a promise", aborts, () => {
  const ended = inProcess(`
    const rust = retiring();
    const text = await rust.recovered_later(true);
    const next = thrown(() => rust.recovered(false));
    console.log(JSON.stringify({ text, nextKind: rust.errorKind(next) }));`);
  assert.deepEqual(ended, { text: "recovered_later: no answer yet", nextKind: "abort" });
});
