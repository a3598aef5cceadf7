import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { fixture, inProcess, rejection } from "./load.mjs";
import { unwinds } from "./strategy.mjs";

const rust = fixture();
const { PanicError } = rust;

test("tasks are joined: results, and panics as Err(Panic)", async () => {
  assert.deepEqual([...(await rust.join_many(100, 100))], [99, 1]);
  assert.deepEqual([...(await rust.join_many(100, 3))], [66, 34]);
  assert.equal(rust.instanceStats().inFlight, 0);
});

test("a detached task panics among 100 in one tick: the others finish, it is printed", async (t) => {
  const log = t.mock.method(console, "error", () => {});
  const done = [];
  rust.detach_many(101, 50, (number) => done.push(number));
  await sleep(0);
  assert.equal(done.length, 98);
  assert.equal(log.mock.callCount(), 3);
  const [printed] = log.mock.calls[0].arguments;
  assert.ok(printed instanceof PanicError);
  assert.match(printed.exportName, /^task at .*tasks\.rs:\d+$/);
  assert.equal(rust.instanceStats().inFlight, 0);
});

test("with a listener, a detached task's panic is not printed", async (t) => {
  const log = t.mock.method(console, "error", () => {});
  const heard = [];
  const stop = rust.onPanic((error) => heard.push(error.message));
  rust.detach_many(2, 2, () => {});
  await sleep(0);
  stop();
  assert.deepEqual(heard, ["task 0"]);
  assert.equal(log.mock.callCount(), 0);
});

test("the stack of a task's panic begins with its function", async () => {
  const heard = [];
  const stop = rust.onPanic((error) => heard.push(error));
  rust.spawn_panicking(() => {});
  rust.detach_many(1, 1, () => {});
  await rust.join_many(1, 1);
  await sleep(0);
  stop();
  assert.equal(heard.length, 3);
  for (const { stack } of heard) {
    const [, first] = stack.split("\n");
    assert.match(first, /fixture::(asynchronous|tasks)::(spawn_panicking|detach_many|join_many)\b/, stack);
  }
});

test("a joined panic goes on with its payload, place and object", unwinds("payload"), async () => {
  assert.equal(await rust.resume_joined(), 7);
  const heard = [];
  const stop = rust.onPanic((error) => heard.push(error));
  const error = await rejection(rust.rethrow_joined());
  stop();
  assert.equal(error.message, "handed on");
  assert.match(error.exportName, /^task at /);
  assert.deepEqual(heard, [error]);
});

test("what JavaScript throws out of a task is its handle's", async (t) => {
  const log = t.mock.method(console, "error", () => {});
  rust.throw_from_now_on("mine");
  assert.equal(await rust.join_thrown(false), "mine");
  rust.throw_no_more();
  assert.equal((await rust.join_thrown(true)).message, "past Rust");
  assert.equal(await rust.join_thrown(false), undefined);
  assert.equal(log.mock.callCount(), 0);
});

test("a panic whose handle is dropped unread is printed", async (t) => {
  const log = t.mock.method(console, "error", () => {});
  await rust.drop_unread();
  assert.deepEqual(log.mock.calls.map(({ arguments: [error] }) => error.message), ["unread"]);
});

test("JsFuture: through other wakers, typed, rejected, and dropped before it settles", async () => {
  assert.equal(await rust.await_all(sleep(3, "a"), Promise.resolve("b")), "ab");
  assert.equal(await rust.await_all(Promise.resolve("a"), sleep(3, "b")), "ab");
  const mine = new Error("mine");
  assert.equal(await rejection(rust.await_all(Promise.reject(mine), sleep(1, "b"))), mine);
  assert.equal(await rust.await_number(sleep(1, 2.5)), 2.5);

  const settle = [];
  const open = Array.from({ length: 100 }, () => new Promise((...both) => settle.push(both)));
  await rust.forget_promises(open);
  settle.forEach(([fulfil, reject], i) => (i % 2 ? fulfil(i) : reject(new Error(`${i}`))));
  await sleep(1);
  assert.equal(await rust.ready(1), 1);
});

test("a rejection with a PanicError is that panic in Rust", async () => {
  assert.equal(await rust.message_of_rejection(rust.panic_before_await("inner")), "inner");
  assert.equal(await rust.message_of_rejection(Promise.reject(new Error("other"))), undefined);
  assert.equal(await rust.message_of_rejection(Promise.resolve(1)), undefined);
});

test("plain wasm-bindgen: a task's panic stalls the tasks beside it", () => {
  const stalled = inProcess(`
    process.on("uncaughtException", () => {});
    const twin = plain();
    let settled = 0;
    twin.spawn_panicking();
    for (let i = 0; i < 10; i++) twin.ready(i).then(() => settled++);
    await new Promise((resolve) => setTimeout(resolve, 20));
    console.log(JSON.stringify(settled));`);
  assert.equal(stalled, 0);
});

test("a promise of a future settles for itself, and its object is free meanwhile", async () => {
  const inbox = new rust.Inbox();
  const heard = [];
  const stop = rust.onPanic((error) => heard.push(error));
  const [good, error, lost] = await Promise.all([
    inbox.read(Promise.resolve("fine")),
    rejection(inbox.read(Promise.resolve("torn"))),
    rejection(inbox.read(Promise.reject("lost"))),
  ]);
  stop();
  assert.deepEqual([good, lost], ["fine", "lost"]);
  assert.ok(error instanceof PanicError);
  assert.equal(error.message, "letter 2");
  assert.match(error.exportName, /^task at .*tasks\.rs:\d+$/);
  assert.deepEqual(heard, [error]);
  assert.equal(await inbox.read(Promise.resolve("next")), "next");
  assert.equal(rust.instanceStats().inFlight, 0);
  inbox.free();
});
