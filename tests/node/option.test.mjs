import assert from "node:assert/strict";
import { test } from "node:test";

import { fixture, inProcess, rejection, thrown } from "./load.mjs";
import { unwinds } from "./strategy.mjs";

const rust = fixture();

test("js_name and js_namespace are in exportName", () => {
  rust.renamedInJs(false);
  assert.equal(thrown(() => rust.renamedInJs(true)).exportName, "renamedInJs");
  assert.equal(thrown(() => rust.math.fail()).exportName, "math.fail");
  assert.equal(thrown(() => rust.deep.er.nested()).exportName, "deep.er.nested");
});

test("variadic, asserted and renamed", () => {
  assert.equal(rust.sum_all(1, 2, 3), 6);
  assert.equal(rust.sum_all(), 0);
  assert.deepEqual(rust.below(3), [0, 1, 2]);
  assert.equal(rust.asserted(new rust.Torn()), 3);
  assert.equal(rust.exported_by_another_name(), 5);
  assert.equal(rust.configured_away, undefined);
  assert.equal(rust.configured_away_below, undefined);
});

test("map_panic gives what is thrown, sync and async", async () => {
  assert.match(thrown(() => rust.mapped()), /^mapped: mapped \(line \d+\)$/);
  assert.match(await rejection(rust.mapped_async()), /^mapped_async: mapped later \(line \d+\)$/);
  const itself = thrown(() => rust.mapped_to_itself());
  assert.ok(itself instanceof rust.PanicError);
  assert.equal(itself.exportName, "mapped_to_itself");
});

test("map_panic on an impl block holds for all its methods", async () => {
  const text = (line) => line.replace(/ \(line \d+\)$/, "");
  const { Mapped } = rust;
  assert.equal(text(thrown(() => new Mapped(true))), "new Mapped: constructor");
  assert.equal(text(thrown(() => Mapped.fallible())), "Mapped.fallible: static");
  const object = new Mapped(false);
  assert.equal(text(thrown(() => object.method())), "Mapped.method: method");
  assert.equal(text(thrown(() => object.property)), "Mapped.property: getter");
  assert.equal(text(thrown(() => object.closure())), "Mapped.closure: closure");
  assert.equal(text(await rejection(object.later())), "Mapped.later: later");
  const failed = await rejection(object.mapper_panics());
  assert.equal(failed.message, "the original");
  assert.equal(failed.cause.message, "the mapper failed");
});

test("a mapper that panics: the original, with its failure as cause", () => {
  const error = thrown(() => rust.mapper_panics());
  assert.equal(error.message, "the original");
  assert.ok(error.cause instanceof rust.PanicError);
  assert.equal(error.cause.message, "the mapper failed");
});

const ENDED = `
  const next = thrown(() => rust.divide(4, 2));
  console.log(JSON.stringify({
    name: error.name, kind: rust.errorKind(error),
    nextKind: rust.errorKind(next), aborts: rust.instanceStats().aborts,
  }));`;

test("on_panic = abort ends the instance as a trap does", () => {
  assert.equal(rust.abort_on_panic(false), 1);
  const ended = inProcess(`const rust = fixture(); const error = thrown(() => rust.abort_on_panic(true)); ${ENDED}`);
  assert.deepEqual(ended, {
    name: "RuntimeError", kind: "abort", nextKind: "abort", aborts: 1,
  });
});

test("a panic lost to another while unwinding ends the instance", unwinds("unwinding"), () => {
  const ended = inProcess(`const rust = fixture(); const error = thrown(() => rust.panic_while_unwinding()); ${ENDED}`);
  assert.equal(ended.kind, "abort");
  assert.equal(ended.nextKind, "abort");
  assert.equal(ended.aborts, 1);
});

test("errorKind knows engines' words, and nothing else", () => {
  const overflow = thrown(function recurse() { recurse(); });
  assert.equal(rust.errorKind(overflow), "abort");
  assert.equal(rust.errorKind(new WebAssembly.RuntimeError("unreachable")), "abort");
  assert.equal(rust.errorKind(new Error("Module terminated")), "abort");
  for (const other of [undefined, null, "panic", { kind: "panic" }, new RangeError("x")]) {
    assert.equal(rust.errorKind(other), undefined);
  }
});
