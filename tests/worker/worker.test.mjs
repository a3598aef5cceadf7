import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { client, json } from "./client.mjs";
import { load } from "./load.mjs";
import { bareWorker } from "./routes.mjs";
import { serve } from "./workerd.mjs";

const { WORKER_CONFIG = "" } = process.env;
/** With little patience of its own until it optimises. */
const HOT_CONFIG = fileURLToPath(new URL("hot.capnp", import.meta.url));
/** In milliseconds: what takes that long has been waited for in vain. */
const [AT_ONCE, FOR_EVER, PATIENCE] = [20_000, 60_000, 120_000];

/** @type {Awaited<ReturnType<typeof service>>} */
let production;
/** @type {Awaited<ReturnType<typeof service>>} */
let development;

/** A service of its own on workerd, and a client of it. */
async function service(settings = {}, config = WORKER_CONFIG) {
  const server = await serve(config, settings);
  const { ask, close } = client(server.port, { connections: 256, patience: PATIENCE });
  const get = (path) => ask({ path });
  const post = (path, body = "") => ask({ method: "POST", path, body });
  /** Makes requests that wait, and gives their answers to come once the service has them all. */
  async function wait(count) {
    const [answers, sent] = begun(count, (onSent) =>
      ask({ method: "POST", path: `/panic-later?pause=${FOR_EVER}`, onSent }));
    await sent;
    // It reads what has come before it answers what comes: not all at once, hence several.
    for (let turn = 0; turn < 20; turn += 1) await get("/health");
    return { answers };
  }
  /** Begins streams, and gives their answers to come once each has sent something. */
  async function stream(count) {
    const path = `/stream?lines=${FOR_EVER / 50}&pause=50`;
    const [answers, begin] = begun(count, (onText) => ask({ path, onText }));
    await begin;
    return { answers };
  }
  return { ...server, get, post, wait, stream, stop: () => (close(), server.stop()) };
}

before(async () => {
  production = await service();
  development = await service({ WORKER_MODE: "development" });
});
after(() => Promise.all([production?.stop(), development?.stop()]));

const many = (count, ask) => Promise.all(Array.from({ length: count }, (_, i) => ask(i)));

/** The answers of so many requests, and what settles once each has called `begin`, or has ended. */
function begun(count, ask) {
  const steps = Array.from({ length: count }, () => Promise.withResolvers());
  const answers = many(count, (i) => {
    const begin = steps[i].resolve;
    return ask(begin).finally(begin);
  });
  return [answers, Promise.all(steps.map(({ promise }) => promise))];
}

test("the index has a curl line for each route", async () => {
  const { status, text } = await production.get("/");
  assert.equal(status, 200);
  const origin = `http://127.0.0.1:${production.port}`;
  for (const line of text.trim().split("\n")) assert.ok(line.includes(` '${origin}/`), line);
  assert.ok(text.includes(`curl -X POST '${origin}/overflow'`));
});

test("health, Markdown and a stream are answered", async () => {
  assert.equal((await production.get("/health")).text, "ok\n");
  const page = await production.post("/render", "# A *title*\n\n| a |\n|---|\n| 1 |\n");
  assert.equal(page.headers["content-type"], "text/html; charset=utf-8");
  assert.ok(page.text.startsWith("<h1>A <em>title</em></h1>\n<table>"), page.text);
  const stream = await production.get("/stream?lines=3&pause=30");
  assert.equal(stream.text, "line 1 of 3\nline 2 of 3\nline 3 of 3\n");
  assert.ok(stream.answered - stream.sent >= 80);
});

test("other paths and methods are refused", async () => {
  assert.equal((await production.get("/nowhere")).status, 404);
  const refused = await production.get("/render");
  assert.equal(refused.status, 405);
  assert.equal(refused.headers.allow, "POST");
});

for (const [path, message] of [
  ["/panic", "on demand"],
  ["/panic-later", "on demand, after an await"],
]) {
  test(`${path} is the error of that request`, async () => {
    const answer = await production.post(path);
    assert.equal(answer.status, 500);
    const { location, ...error } = json(answer);
    assert.deepEqual(error, { kind: "panic", message });
    assert.match(location.file, /worker\/src\/lib\.rs$/);
    assert.ok(location.line > 1 && location.column > 1);
    assert.equal((await production.get("/health")).status, 200);
  });
}

test("only outside of production there is a stack", async () => {
  const { stack, ...error } = json(await development.post("/panic"));
  assert.match(stack, /^PanicError: on demand\n +at .*worker/);
  assert.deepEqual(error, json(await production.post("/panic")));
});

test("counters count, are poisoned by a panic half-way, and can be mended", async () => {
  const count = () => production.post("/count?name=poison");
  assert.equal(json(await count()).count, 1);
  const before = json(await production.get("/counts"));
  assert.equal(json(await production.post("/count")).message, "a counter has a name");
  for (const answer of [await count(), await production.get("/counts")]) {
    assert.equal(answer.status, 500);
    assert.equal(json(answer).kind, "poisoned");
  }
  assert.deepEqual(json(await production.post("/mend")), before);
  assert.equal(json(await count()).count, 2);
});

test("64 requests at once, half of which panic", async () => {
  const answers = await many(64, (i) =>
    i % 2 ? production.post("/render", `*${i}*`) : production.post(i % 4 ? "/panic" : "/panic-later"));
  answers.forEach(({ status, text }, i) => {
    if (i % 2) assert.equal(text, `<p><em>${i}</em></p>\n`);
    else assert.equal(status, 500);
  });
});

for (const [path, message] of [
  // The trap itself, also at the first abort: workerd used to restart in the middle of that one.
  ["/overflow", "Maximum call stack size exceeded"],
  ["/exhaust", "unreachable"],
]) {
  test(`${path} ends the instance, and the next request is served`, async () => {
    const { post } = development;
    const counted = json(await post("/count?name=kept")).count;
    const waiting = await development.wait(20);
    const streams = await development.stream(5);
    const fault = await post(path);
    assert.equal(fault.status, 500);
    assert.deepEqual([json(fault).kind, json(fault).message], ["abort", message]);
    // Whatever was counted is still there in the next instance.
    assert.equal(json(await post("/count?name=kept")).count, counted + 1);
    for (const answer of await waiting.answers) {
      assert.equal(answer.status, 503);
      assert.equal(answer.headers["retry-after"], "1");
      assert.equal(json(answer).kind, "abort");
      assert.ok(answer.answered < fault.answered + AT_ONCE);
    }
    for (const { status, text, isWhole, answered } of await streams.answers) {
      assert.deepEqual([status, isWhole], [200, false]);
      assert.match(text, /^line 1 of 1200\n/);
      assert.ok(answered < fault.answered + AT_ONCE);
    }
    assert.equal((await post("/render", "*next*")).text, "<p><em>next</em></p>\n");
  });
}

test("a load of 1,000 requests loses none but those in flight at an abort", async (t) => {
  const seed = Date.now() % 2 ** 32;
  const { port, stop } = await service();
  t.after(stop);
  const { results, unexplained, repeated } = await load(port, { mix: bareWorker, requests: 1000, seed });
  const seen = unexplained.map(({ item, outcome, answer }) => [item.route, outcome, answer.text]);
  assert.deepEqual(seen, [], `seed ${seed}`);
  assert.equal(results.filter(({ outcome }) => outcome === "cancelled").length, 0);
  assert.equal(repeated, 0, `seed ${seed}`);
  assert.equal(results.length, 1000);
});

// In workerd, V8's optimised `new Promise` forgets which request it was made in: what awaited it
// then ran in the request that had ended the instance, and was refused its own answer.
test("requests in flight at an abort get their answers also from optimised code", async (t) => {
  const { post, get, wait, stop } = await service({}, HOT_CONFIG);
  t.after(stop);
  for (let round = 0; round < 10; round += 1) {
    await many(100, () => get("/health"));
    const { answers } = await wait(20);
    assert.equal((await post("/overflow")).status, 500);
    const statuses = new Set((await answers).map(({ status }) => status));
    assert.deepEqual([...statuses], [503], `round ${round}`);
  }
});
