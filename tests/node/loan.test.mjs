// What a call borrows: given back however the call ends, and before anybody is told.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { fixture, rejection, thrown, web } from "./load.mjs";
import { unwinds } from "./strategy.mjs";

const rust = fixture();
const { Doc, PanicError, Session } = rust;

test("loops beside borrowed objects whose destructors may panic make no invalid module", () => {
  assert.ok(WebAssembly.validate(readFileSync(web.wasm)));
  const [into, from] = [new Doc("a"), new Doc("b")];
  assert.equal(into.merge(from), 2);
  into.merge_slice(from);
  assert.equal(rust.merge_docs(into, from, ["c"]), 5);
  assert.equal(thrown(() => rust.merge_docs(into, from, ["", "d"])), "line 6 is empty");
  assert.equal(into.text(), "a b b b c b");
  assert.equal(rust.merge_text(into, "b x", from), 7);
  const [menu, other] = [rust.new_menu(["x", "y"]), rust.new_menu(["z"])];
  assert.equal(rust.merge_menus(menu, other, 3), 5);
  assert.equal(thrown(() => rust.merge_menus(menu, other, 9)).message, "too many after 7");
  assert.equal(rust.merge_menus(other, menu, 0), 1);
});


test("an object that is freed while it is borrowed is dropped as the call ends, in its guard", unwinds("destructors"), () => {
  const [into, from] = [new Doc("a"), new Doc("b")];
  from.arm();
  const freed = () => thrown(() => from.free());
  const panic = thrown(() => into.merge_during(from, freed));
  assert.ok(panic instanceof PanicError, String(panic));
  assert.equal(panic.message, "while dropped");
  assert.equal(panic.exportName, "Doc.merge_during");
  assert.equal(into.text(), "a b", "the other one works");
});

test("a call that panics gives back what it borrowed", () => {
  const [into, from] = [new Doc("a"), new Doc("b")];
  const panic = thrown(() => into.merge_during(from, () => { throw new Error("no"); }));
  assert.equal(panic.message, "called back in vain");
  assert.equal(into.text(), "a b");
  assert.equal(into.merge(from), 3);
  assert.equal(from.merge(into), 4);
});

test("an object that is lent twice is refused, named, and works again", () => {
  const doc = new Doc("a");
  assert.match(thrown(() => doc.merge(doc)).message, /^Doc\.merge: parameter `other`: recursive use/);
  assert.match(thrown(() => rust.merge_docs(doc, doc, [])).message, /^merge_docs: parameter `from`: recursive use/);
  assert.equal(doc.text(), "a");
});

test("a listener may use what the failed call had borrowed", async () => {
  const session = new Session();
  const heard = [];
  const stop = rust.onPanic(() => {
    heard.push(session.isPoisoned);
    session.clear();
  });
  thrown(() => session.write("line", true));
  assert.equal(session.isPoisoned, false);
  await rejection(session.write_later(true));
  stop();
  assert.deepEqual(heard, [true, true]);
  session.write("line", false);
  session.free();
});

test("the cause of poison is what the call threw, also where calls fail within each other", () => {
  const [outer, inner] = [new Session(), new Session()];
  const first = thrown(() => outer.write("line", true));
  const second = thrown(() => inner.write("line", true));
  assert.equal(thrown(() => outer.lines()).cause, first);
  assert.equal(thrown(() => inner.lines()).cause, second);
  assert.notEqual(first, second);
});
