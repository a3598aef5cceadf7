import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { isAbort } from "../node/strategy.mjs";
import { assertMayBeSentAgain, many, next, start, until } from "./service.mjs";

/** @type {Awaited<ReturnType<typeof start>>} */
let service;

before(async () => {
  service = await start();
});
after(() => service?.stop());

const send = (name, what) => service.post(`/visits/${name}/${what}`);
const visit = async (name) => (await send(name, "visit")).json();

/** Of a request that has panicked in the object. */
function assertFailed({ status, json }, message) {
  // Where panics abort, the request that waits for the object is in the instance that is retired.
  if (isAbort) return assert.deepEqual([status, json().kind], [503, "abort"]);
  assert.deepEqual([status, json()], [500, { kind: "panic", message }]);
}

test("a panic is that of its request, and the counters go on", async () => {
  assert.deepEqual(await visit("panics"), { all: 1, here: 1 });
  assertFailed(await send("panics", "fail/panic"), "panic on demand");
  assert.deepEqual(await visit("panics"), { all: 3, here: next(2) });
});

test("several panics in a row", async () => {
  for (let i = 0; i < 20; i += 1) assertFailed(await send("row", `fail/row${i}`), `row${i} on demand`);
  assert.deepEqual(await visit("row"), { all: 21, here: next(20) });
  await service.told(/^panic: row/, 20);
});

test("a panic among concurrent requests to one object is that of one", async () => {
  const answers = await many(20, (i) => send("crowd", i === 10 ? "fail/panic" : "wait/20"));
  answers.forEach((answer, i) => {
    if (i === 10) assertFailed(answer, "panic on demand");
    else if (!isAbort || answer.status === 200) assert.ok(answer.json().all > 0);
    else assertMayBeSentAgain(answer);
  });
  const { all, here } = await visit("crowd");
  if (isAbort) assert.ok(here < all);
  else assert.deepEqual({ all, here }, { all: 21, here: 21 });
});

test("what JavaScript throws in an object is thrown on, and is no panic", async () => {
  await visit("throws");
  const answer = await send("throws", "fail/throw");
  if (isAbort) assertMayBeSentAgain(answer);
  else {
    assert.deepEqual([answer.status, answer.json().kind], [500, "error"]);
    assert.match(answer.json().message, /JSON/);
  }
  assert.deepEqual(await visit("throws"), { all: 3, here: next(2) });
  await send("throws", "fail/after");
  await service.told(/^panic: after/);
  assert.ok(service.alerts.every(({ message }) => !message.includes("JSON")));
});

test("an abort outside of an object: what it stores is kept, what it has in memory starts anew", async () => {
  await visit("stored");
  assert.deepEqual(await visit("stored"), { all: 2, here: 2 });
  assert.deepEqual(await visit("other"), { all: 1, here: 1 });
  assert.equal((await service.post("/fail/overflow")).status, 500);
  assert.deepEqual(await visit("stored"), { all: 3, here: 1 });
  assert.deepEqual(await visit("other"), { all: 2, here: 1 });
});

for (const how of ["overflow", "exhaust"]) {
  test(`${how} in an object ends the instance: the others can be sent again, what is stored is kept`, async () => {
    const [name, neighbour] = [how, `beside ${how}`];
    await visit(name);
    await visit(neighbour);
    const aborts = service.alerts.filter(({ kind }) => kind === "abort").length;
    const waits = async () => (await service.get("/waits")).json().waits;
    const before = await waits();
    const waiting = [
      ...Array.from({ length: 3 }, () => send(name, "wait/60000")),
      send(neighbour, "wait/60000"),
      service.post("/wait/60000"),
    ];
    await until(async () => (await waits()) === before + waiting.length);
    assertMayBeSentAgain(await send(name, `fail/${how}`));
    for (const answer of await Promise.all(waiting)) assertMayBeSentAgain(answer);
    assert.deepEqual(await visit(name), { all: 6, here: 1 });
    assert.deepEqual(await visit(name), { all: 7, here: 2 });
    assert.deepEqual(await visit(neighbour), { all: 3, here: 1 });
    assert.equal((await service.post("/hit")).json().hits, 1, "a fresh instance");
    await service.told(/^abort: /, aborts + 1);
  });
}
