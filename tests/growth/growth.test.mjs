import assert from "node:assert/strict";
import { test } from "node:test";

import { plain, rejection, thrown } from "../node/load.mjs";
import { unwinds, unwindingTwin } from "../node/strategy.mjs";
import { CALLS, growsNot, rust } from "./grows.mjs";

const value = { some: "object" };
const list = new Uint8Array(100);

growsNot("sync, &JsValue", () => void thrown(() => rust.panic_with_value(value)));
growsNot("sync, &str, String, Vec, JsValue", () =>
  void thrown(() => rust.panic_with_all("text", "text", list, value)), unwinds("destructors"));
growsNot("with a frame of 4 KiB", () => void thrown(() => rust.panic_in_wide_frame()));
const counter = new rust.Counter(1);
growsNot("in a method, with &mut self and &JsValue", () =>
  void thrown(() => counter.panic_with_value(value)));
growsNot("in a constructor", () => void thrown(() => new rust.Counter(0)));
const [takesReference, takesOwned] = rust.panicking_closures();
growsNot("in a closure, with &JsValue", () => void thrown(() => takesReference(value)));
growsNot("in a closure, with String and JsValue", () =>
  void thrown(() => takesOwned("text", value)), unwinds("destructors"));
growsNot("async, before any await", () => rejection(rust.panic_before_await(value)),
  unwinds("destructors"));
growsNot("async, after an await", () =>
  rejection(rust.panic_after_await(Promise.resolve(), "message")), unwinds("destructors"));

growsNot("an export being called as one ends", async () => {
  let inner;
  await rust.call_as_a_task_fails(() => void (inner = rust.double(Promise.resolve(1))));
  await inner;
}, unwinds("destructors"), "tasks");
growsNot("by wakers that are replaced", () => rust.replace_waker(Promise.resolve()), {}, "awaits");
const { proxy, revoke } = Proxy.revocable({}, {});
revoke();
growsNot("with a revoked proxy", () => void thrown(() => rust.payload_value(proxy)),
  unwinds("destructors"));
growsNot("with a text of 1 KiB", () => void thrown(() => rust.panic_with_length(1024)),
  unwinds("destructors"));
growsNot("with a payload of 1 KiB", () => void thrown(() => rust.panic_with_vec(1024)),
  unwinds("destructors"));
let listensNoMore;
growsNot("whose error a listener freezes", (i) => {
  if (i === 0) listensNoMore = rust.onPanic(Object.freeze);
  thrown(() => rust.panic_with_value(value));
  if (i === CALLS - 1) listensNoMore();
});
growsNot("of which no hook is told", (i) => void thrown(() => rust.cancel(i)), unwinds("catching"));
growsNot("after one that Rust has caught", () =>
  void thrown(() => rust.catch_one_resume_another("number")), unwinds("catching"));

const kinds = ["nothing", "number", "text", "anything", "maybe", "static", "constructor", "generic",
  "generic, one for each type", "generic constructor"];
for (const kind of kinds) {
  growsNot(`of an import, ${kind}`, (i) => {
    if (i === 0) rust.throw_from_now_on(value);
    thrown(() => rust.import_throw(kind));
    if (i === CALLS - 1) rust.throw_no_more();
  });
}

test("plain wasm-bindgen dies of 1,024 panics with &JsValue", unwindingTwin, () => {
  const twin = plain();
  let last;
  for (let i = 0; i < 1_100; i++) last = thrown(() => twin.panic_with_value(value));
  assert.notEqual(last.name, "PanicError");
  assert.match(thrown(() => twin.divide(4, 2)).message, /terminated/i);
});
