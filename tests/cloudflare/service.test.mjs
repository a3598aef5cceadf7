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

const get = (path) => service.get(path);
const post = (path, body) => service.post(path, body);
const hit = async () => (await post("/hit")).json().hits;
const told = (wanted, count) => service.told(wanted, count);

test("a panic is the answer of its request", async () => {
  const before = await hit();
  for (const path of ["/fail/first", "/fail-later/first"]) {
    const answer = await post(path);
    assert.equal(answer.status, 500);
    assert.deepEqual(answer.json(), { kind: "panic", message: "first on demand" });
  }
  assert.equal(await hit(), next(before));
  assert.equal((await told(/^panic: first/, 2)).length, 2);
});

test("several panics in a row", async () => {
  const before = await hit();
  for (let i = 0; i < 20; i += 1) assert.equal((await post("/fail/panic")).status, 500);
  assert.equal(await hit(), next(before));
});

test("a panic among concurrent requests is that of one", async () => {
  const answers = await many(40, (i) => (i % 4 ? post("/wait/20") : post("/fail-later/panic")));
  answers.forEach(({ status, text }, i) => {
    if (i % 4 === 0) assert.ok(status === 500 || (isAbort && status === 503), text);
    else if (!isAbort || status === 200) assert.deepEqual([status, text], [200, "waited\n"]);
    else assert.equal(status, 503);
  });
});

test("what JavaScript throws through Rust is thrown on, and is no panic", async () => {
  const before = await hit();
  const answer = await post("/fail/throw");
  assert.equal(answer.status, 500);
  assert.equal(answer.json().kind, "error");
  assert.match(answer.json().message, /JSON/);
  assert.equal(await hit(), next(before));
  await post("/fail/after");
  await told(/^panic: after/);
  assert.ok(service.alerts.every(({ message }) => !message.includes("JSON")));
});

for (const how of ["overflow", "exhaust"]) {
  test(`${how} ends the instance: the others can be sent again, and the next request is right`, async () => {
    await hit();
    await hit();
    const aborts = service.alerts.filter(({ kind }) => kind === "abort").length;
    const waits = async () => (await get("/waits")).json().waits;
    const before = await waits();
    const waiting = many(5, () => post("/wait/60000"));
    await until(async () => (await waits()) === before + 5);
    const failed = await post(`/fail/${how}`);
    assert.equal(failed.status, 500);
    assert.equal(failed.json().kind, "abort");
    for (const answer of await waiting) assertMayBeSentAgain(answer);
    assert.equal(await hit(), 1, "a fresh instance");
    await told(/^abort: /, aborts + 1);
  });
}

test("a turn that is taken by a request whose client hangs up is given on", async () => {
  const waits = async () => (await get("/waits")).json().waits;
  const before = await waits();
  await service.hangUp("/turn/300", async () => (await waits()) > before);
  assert.deepEqual((await many(3, () => post("/turn/1"))).map(({ text }) => text), Array(3).fill("done\n"));
});

test("a batch whose handler panics is delivered again", async () => {
  const times = async (name) => (await get(`/store/${encodeURIComponent(`job ${name}`)}`)).text;
  await post("/jobs", "good");
  await until(async () => (await times("good")) === "1");
  await post("/jobs", "bad");
  await until(async () => (await times("bad")) === "2");
  await told(/^panic: a bad job$/);
});

test("a scheduled handler that panics is told, and the next event is handled", async () => {
  const worker = await service.worker();
  assert.equal((await worker.scheduled({ cron: "0 0 * * *" })).outcome, "exception");
  await told(/^panic: .*at midnight/);
  assert.equal((await worker.scheduled({ cron: "0 * * * *" })).outcome, "ok");
  assert.equal((await get("/store/scheduled")).text, "1");
});
