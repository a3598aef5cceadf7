// Objects that JavaScript has given up: errors that do not blame this call, and harmless disposal.

import assert from "node:assert/strict";
import { test } from "node:test";

import { fixture, rejection, thrown } from "./load.mjs";

const rust = fixture();
const { Doc, Session } = rust;

const GONE = "it has been freed, or given away by an earlier call";

test("a second free() or dispose is harmless, whatever took the object before", () => {
  const doc = new Doc("a");
  doc.free();
  doc.free();
  if (Symbol.dispose) doc[Symbol.dispose]();
  const given = new Doc("b");
  assert.equal(rust.text_of(given), "b");
  given.free();
  assert.equal(rust.instanceStats().aborts, 0);
  assert.equal(new Doc("c").text(), "c");
});

test("a call on or with an object that is gone says so", async () => {
  const doc = new Doc("a");
  const gone = new Doc("b");
  gone.free();
  const session = new Session();
  session.free();
  const messages = [
    [() => gone.text(), `Doc.text: the object: ${GONE}`],
    [() => gone.arm(), `Doc.arm: the object: ${GONE}`],
    [() => doc.merge(gone), `Doc.merge: parameter \`other\`: ${GONE}`],
    [() => gone.merge(doc), `Doc.merge: the object: ${GONE}`],
    [() => rust.text_of(gone), `text_of: parameter \`doc\`: ${GONE}`],
    [() => session.title, `Session.title: the object: ${GONE}`],
    [() => { session.title = "new"; }, `Session.title: the object: ${GONE}`],
  ];
  for (const [call, message] of messages) assert.equal(thrown(call).message, message);
  assert.equal((await rejection(session.write_later(false))).message, `Session.write_later: the object: ${GONE}`);
  assert.equal(doc.text(), "a");
});

test("an array with an object that is gone, or with something else, says so", () => {
  const gone = new Doc("gone");
  gone.free();
  for (const other of [gone, {}, 7, null, new Session()]) {
    const { message } = thrown(() => rust.text_of_all([new Doc("a"), other]));
    assert.match(message, /^text_of_all: parameter `docs`: one of its elements is of another type, has been freed/);
  }
  assert.equal(rust.text_of_all([new Doc("a"), new Doc("b")]), "ab");
  assert.equal(rust.text_of_all([]), "");
});
