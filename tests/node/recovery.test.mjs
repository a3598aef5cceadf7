import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { inProcess, recovering, rejection, run, thrown } from "./load.mjs";
import { catchesInWasm, isAbort, unwindingTwin, unwinds, unwindsAtAll } from "./strategy.mjs";

const rust = recovering();
const { InstanceAbortedError, errorKind } = rust;

const FAULTS = ["unreachable", "abort", "stack", "shadow stack", "memory", "bounds", "drop"];

/** How each fault is caused. Each gives what its caller gets. */
const WAYS = {
  direct: (fault) => thrown(() => rust.fail(fault)),
  "before an await": (fault) => thrown(() => rust.fail_async(fault, false)),
  "after an await": (fault) => rejection(rust.fail_async(fault, true)),
  nested: (fault) => {
    let inner;
    thrown(() => rust.nested(() => {
      inner = thrown(() => rust.fail(fault));
      throw inner;
    }));
    return inner;
  },
  "from a timer": (fault) =>
    new Promise((resolve) => setTimeout(() => resolve(thrown(() => rust.fail(fault))), 1)),
};

/** The first call of the new instance. */
const FIRST_CALLS = [
  () => assert.equal(rust.add(1, 2), 3),
  () => assert.equal(rust.shout("text"), "TEXT"),
  () => assert.equal(rust.total(new Uint32Array([1, 2, 3])), 6),
  () => assert.ok(new rust.Record(5).is_intact(5)),
  () => assert.equal(rust.counter(1)(), 2),
  async () => assert.equal(await rust.double(Promise.resolve(2)), 4),
];

let round = 0;

/**
 * Ends the instance with 100 promises in flight, and checks all that must hold then.
 *
 * @param {() => unknown} cause gives what its caller gets
 * @param {boolean} isOuter whether the caller called a frame that traps on its way out, with
 * an error of its own in the legacy flavour
 * @param {(got: any) => unknown} why the cause, by what the caller gets
 */
async function endsWell(cause, isOuter = false, why = (got) => got) {
  const before = rust.instanceStats();
  const calls = Array.from({ length: 100 }, () => rust.double(sleep(5_000, 1, { ref: false })));
  let retried;
  const outcomes = Promise.allSettled(calls.map((call) => call.catch((error) => {
    retried ??= rust.double(Promise.resolve(21));
    throw error;
  })));
  const got = await cause();
  assert.ok(
    got instanceof WebAssembly.RuntimeError || got instanceof RangeError,
    `the caller got ${got}`,
  );
  const timeout = sleep(50, "pending", { ref: false });
  const settled = await Promise.race([outcomes, timeout]);
  assert.notEqual(settled, "pending");
  for (const { status, reason } of settled) {
    assert.equal(status, "rejected");
    assert.ok(reason instanceof InstanceAbortedError);
    if (isOuter && reason.cause !== got) assert.equal(got.message, "unreachable");
    else assert.equal(reason.cause, why(got));
    assert.equal(reason.retryable, true);
    assert.equal(reason.instanceId, before.instanceId);
  }
  await FIRST_CALLS[round++ % FIRST_CALLS.length]();
  assert.equal(await retried, 42);
  const after = rust.instanceStats();
  assert.equal(after.aborts, before.aborts + 1);
  assert.equal(after.restarts, before.restarts + 1);
  assert.equal(after.instanceId, before.instanceId + 1);
  assert.equal(after.inFlight, 0);
  assert.equal(rust.restarted(), after.restarts);
}

for (const fault of FAULTS) {
  for (const [way, cause] of Object.entries(WAYS)) {
    const isPanic = fault === "drop";
    const holds = isPanic ? unwinds("unwinding") : {};
    test(`${fault}, ${way}: what is in flight rejects, and the next instance is right`, holds, async () => {
      const heard = [];
      const stop = rust.onPanic((error) => heard.push(error.message));
      await endsWell(() => cause(fault), way === "before an await", isPanic ? (got) => got.cause : undefined);
      stop();
      assert.deepEqual(heard, isPanic ? ["while unwinding"] : []);
    });
  }
}

/** A panic that is caught in Rust, whose error nobody has, and then the end of the instance. */
test("a trap after a panic that Rust has caught is none of that", unwindsAtAll, async () => {
  const { panics } = rust.instanceStats();
  await endsWell(() => {
    rust.catches();
    return thrown(() => rust.fail("unreachable"));
  });
  assert.equal(rust.instanceStats().panics, panics);
});

test("a panic whose message panics ends the instance, and no earlier one is taken for the cause", unwindsAtAll, async () => {
  rust.catches();
  await sleep(0);
  await endsWell(() => thrown(() => rust.fail("message")));
});

/** What a destructor does that a panic runs, before it traps. */
const MEANWHILE = {
  "nothing": () => {},
  "a panic that Rust catches": () => rust.catches(),
  "a call that panics": () => thrown(() => rust.fail("none")),
  "an exception": () => thrown(() => rust.through_import(() => { throw new Error("thrown"); })),
};

for (const [name, before] of Object.entries(MEANWHILE)) {
  test(`the trap of a destructor that a panic runs, after ${name}: that panic is the cause, and told`, unwindsAtAll, async () => {
    const told = [];
    const stop = rust.onPanic(({ message }) => told.push(message));
    const trap = () => { before(); rust.fail("unreachable"); };
    await endsWell(() => thrown(() => rust.panic_holding(trap)), false, ({ cause }) => cause);
    stop();
    assert.equal(told.at(-1), "while something is held");
    assert.equal(told.length, name === "a call that panics" ? 2 : 1);
  });
}

test("the trap of a destructor that no panic runs has no earlier panic as its cause", unwindsAtAll, async () => {
  const told = [];
  const stop = rust.onPanic(({ message }) => told.push(message));
  await endsWell(() => {
    rust.catches();
    return thrown(() => rust.cancel_holding(() => rust.fail("unreachable")));
  }, true);
  stop();
  assert.deepEqual(told, []);
});

test("on_panic = abort, and an aborting closure, end in the same way, with the panic as the cause", async () => {
  const failing = () => {
    const call = rust.aborting_closure();
    assert.equal(call(false), 1);
    return call;
  };
  const told = [];
  const stop = rust.onPanic((error) => told.push(error));
  const ways = [
    [() => rust.fail_by_policy(), /^fail_by_policy$/, "with on_panic = abort"],
    [() => failing()(true), /^closure at .*faults\.rs:\d+$/, "in an aborting closure"],
  ];
  for (const [fail, exportName, message] of ways) {
    const panic = (got) => {
      assert.ok(got instanceof WebAssembly.RuntimeError);
      const { cause } = got;
      assert.ok(cause instanceof rust.PanicError);
      assert.match(cause.exportName, exportName);
      assert.equal(cause.message, message);
      assert.match(cause.location.file, /recovering/);
      assert.deepEqual(told.at(-1), cause);
      return cause;
    };
    const before = rust.instanceStats().panics;
    told.length = 0;
    await endsWell(() => thrown(fail), false, panic);
    await endsWell(() => {
      let inner;
      thrown(() => rust.nested(() => {
        inner = thrown(fail);
        throw inner;
      }));
      return inner;
    }, false, panic);
    await endsWell(() => new Promise((resolve) => setTimeout(() => resolve(thrown(fail)), 1)), false, panic);
    await endsWell(() => rejection(rust.double(Promise.resolve(1)).then(fail)), false, panic);
    assert.equal(told.length, 4);
    assert.equal(rust.instanceStats().panics, before + 4);
  }
  stop();
});

test("an async export with on_panic = abort: its own promise has the trap, the others the panic", async () => {
  for (const later of [false, true]) {
    const open = rejection(rust.double(new Promise(() => {})));
    const call = () => rust.fail_by_policy_later(later);
    const trap = later ? await rejection(call()) : thrown(call);
    assert.ok(trap instanceof WebAssembly.RuntimeError, String(trap));
    assert.equal(trap.cause.exportName, "fail_by_policy_later");
    assert.equal((await open).cause, trap.cause);
    await sleep(0);
    assert.equal(rust.add(1, 2), 3);
  }
});

test("an export that returns a String gives its caller the trap itself", async () => {
  await endsWell(() => thrown(() => rust.fail_with_text("abort")));
  await endsWell(() => thrown(() => rust.fail_with_result("bounds")));
});

test("whoever replaces the abort hook changes nothing", async () => {
  rust.replace_hook();
  await endsWell(() => thrown(() => rust.fail("abort")));
});

test("an abort hook of a dependency, set as the module starts, hears of the abort and changes nothing", () => {
  for (const hook of [1, 2]) {
    const seen = inProcess(`
      globalThis.foreignHook = ${hook};
      const rust = recovering();
      await null;
      const told = [];
      rust.onAbort(({ instanceId }) => told.push(["abort", instanceId]));
      rust.onRestart(({ instanceId }) => told.push(["restart", instanceId]));
      for (let i = 0; i < 3; i += 1) {
        const waiting = rejection(rust.double(new Promise(() => {})));
        thrown(() => rust.fail("abort"));
        told.push(rust.errorKind(thrown(() => rust.shout("text"))), (await waiting).name, rust.shout("text"));
      }
      const { aborts, restarts, instanceId, inFlight } = rust.instanceStats();
      console.log(JSON.stringify({ told, stats: [aborts, restarts, instanceId, inFlight], others: globalThis.toldOthers }));`);
    const round = (i) => [["abort", i], ["restart", i + 1], "abort", "InstanceAbortedError", "TEXT"];
    const told = [1, 2, 3].flatMap((i) => round(i));
    const kinds = (list) => list.map((entry) => JSON.stringify(entry)).sort();
    assert.deepEqual(kinds(seen.told), kinds(told));
    assert.deepEqual(seen.stats, [3, 3, 4, 0]);
    if (!isAbort && hook === 1) assert.equal(seen.others, 3, "the other hook was called");
  }
});

test("an instance that others have made at once is taken for the end of the last one", unwindsAtAll, async () => {
  const before = rust.instanceStats();
  const told = [];
  const listening = [
    rust.onAbort((error) => told.push(["abort", error.instanceId])),
    rust.onRestart(({ instanceId }) => told.push(["restart", instanceId])),
  ];
  rust.replace_hook_by_request();
  const waiting = rejection(rust.double(new Promise(() => {})));
  thrown(() => rust.fail("abort"));
  assert.equal(rust.add(1, 2), 3, "in the same turn, by the next instance");
  assert.ok((await waiting) instanceof InstanceAbortedError);
  await sleep(0);
  const { instanceId, aborts, restarts } = before;
  assert.deepEqual(told, [["abort", instanceId], ["restart", instanceId + 1]]);
  const after = rust.instanceStats();
  assert.deepEqual(
    [after.instanceId, after.aborts, after.restarts, after.inFlight],
    [instanceId + 1, aborts + 1, restarts + 1, 0],
  );
  listening.forEach((stop) => stop());
  assert.equal(await rust.double(Promise.resolve(2)), 4);
  thrown(() => rust.fail("abort"));
  assert.equal(errorKind(thrown(() => rust.add(1, 2))), "abort", "our hook is back");
  await sleep(0);
  assert.equal(rust.add(1, 2), 3);
});

test("in the same turn, calls fail with errorKind abort, sync or as a rejection", async () => {
  thrown(() => rust.fail("abort"));
  const calls = [
    () => rust.add(1, 2),
    () => rust.shout("text"),
    () => rust.total(new Uint32Array([1])),
    () => new rust.Record(1),
    () => rust.double(Promise.resolve(1)),
  ];
  for (const call of calls) assert.equal(errorKind(thrown(call)), "abort");
  await sleep(0);
  assert.equal(rust.add(1, 2), 3);
});

test("stale objects and closures are errors or silence, and harm nothing new", async () => {
  const old = Array.from({ length: 1_000 }, (_, i) => new rust.Record(i));
  const oldCounter = rust.counter(1);
  thrown(() => rust.fail("unreachable"));
  await sleep(0);
  const fresh = Array.from({ length: 1_000 }, (_, i) => new rust.Record(i));
  assert.equal(errorKind(thrown(() => oldCounter())), "stale");
  old.forEach((record, i) => {
    const uses = [
      () => record.push(7),
      () => record.is_intact(i),
      () => rust.is_same(record, fresh[i]),
      () => rust.is_same(fresh[i], record),
    ];
    for (const use of uses) assert.equal(errorKind(thrown(use)), "stale");
    record.free();
  });
  assert.ok(fresh.every((record, i) => record.is_intact(i)));
  fresh.forEach((record) => record.free());
});

test("an object that is freed after its instance has ended hides no error of the call that it was for", async () => {
  for (const free of ["free", Symbol.dispose]) {
    const freeing = (call) => {
      const record = new rust.Record(1);
      try {
        return call();
      } finally {
        record[free]();
      }
    };
    assert.equal(thrown(() => freeing(() => rust.fail("unreachable"))).message, "unreachable");
    await sleep(0);
    const record = new rust.Record(1);
    const later = rust.fail_async("unreachable", true).finally(() => record[free]());
    assert.equal((await rejection(later)).message, "unreachable");
    if (isAbort) assert.equal(thrown(() => freeing(rust.panics)).message, "a panic");
    await sleep(0);
    assert.equal(rust.add(1, 2), 3);
  }
});

test("stale objects that Rust takes out of arrays and values are refused, and no new one is taken for them", async () => {
  const old = Array.from({ length: 1_000 }, (_, i) => new rust.Record(i));
  const oldCallback = rust.intact_for_callback();
  thrown(() => rust.fail("unreachable"));
  await sleep(0);
  const fresh = Array.from({ length: 1_000 }, (_, i) => new rust.Record(i));
  const callback = rust.intact_for_callback();
  const shelf = new rust.Shelf();
  old.forEach((record, i) => {
    globalThis.givesRecords = () => [record];
    const uses = [
      () => rust.all_intact([record]),
      () => rust.some_intact([record]),
      () => { shelf.records = [record]; },
      () => callback([record]),
    ];
    // Where panics abort, what passes through Rust ends the instance.
    if (!isAbort) uses.push(() => rust.given_intact());
    for (const use of uses) assert.equal(errorKind(thrown(use)), "stale");
    assert.equal(rust.taken_intact(record, i), undefined);
  });
  assert.equal(errorKind(thrown(() => oldCallback([]))), "stale");
  assert.ok(fresh.every((record, i) => record.is_intact(i)));

  // What is not stale is still taken, and an error says the truth.
  const records = () => [0, 1, 2].map((i) => new rust.Record(i));
  globalThis.givesRecords = records;
  shelf.records = records();
  const results = [
    rust.all_intact(records()), rust.some_intact(records()), rust.some_intact(undefined), rust.given_intact(), callback(records()),
    shelf.is_intact(), rust.taken_intact(new rust.Record(3), 3), rust.taken_intact({}, 3),
  ];
  assert.deepEqual(results, [true, true, false, true, true, true, true, undefined]);
  rust.taken_intact(old[0], 0);
  await sleep(0);
  const mistake = thrown(() => rust.all_intact([{}]));
  assert.match(mistake.message, /^all_intact: parameter `records`: one of its elements/);
  assert.equal(errorKind(mistake), undefined);
  delete globalThis.givesRecords;
});

test("garbage collection of old objects does nothing to new ones", () => {
  const intact = inProcess(
    `
    const rust = recovering();
    let old = Array.from({ length: 1_000 }, (_, i) => [new rust.Record(i), rust.counter(i)]);
    thrown(() => rust.fail("unreachable"));
    await new Promise((resolve) => setTimeout(resolve, 1));
    const fresh = Array.from({ length: 1_000 }, (_, i) => new rust.Record(i));
    old = undefined;
    for (let i = 0; i < 10; i++) {
      gc();
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    console.log(JSON.stringify(fresh.every((record, i) => record.is_intact(i))));`,
    ["--expose-gc"],
  );
  assert.equal(intact, true);
});

test("statics start again, and plain data is kept", async () => {
  rust.count();
  assert.equal(rust.count(), 2);
  rust.keep("settings", { theme: "dark", list: [1, 2] });
  rust.keep("gone", 1);
  rust.keep("gone", undefined);
  assert.match(thrown(() => rust.keep("f", () => 1)).message, /could not be cloned/);
  thrown(() => rust.fail("abort"));
  await sleep(0);
  assert.equal(rust.count(), 1);
  assert.deepEqual(rust.kept("settings"), { theme: "dark", list: [1, 2] });
  assert.equal(rust.kept("gone"), undefined);
});

test("listeners hear of aborts and restarts", async () => {
  const heard = [];
  const stops = [
    rust.onAbort((error) => heard.push(error)),
    rust.onRestart((restart) => heard.push(restart)),
  ];
  const trap = thrown(() => rust.fail("bounds"));
  await sleep(0);
  stops.forEach((stop) => stop());
  const [error, restart] = heard;
  assert.equal(heard.length, 2);
  assert.ok(error instanceof InstanceAbortedError);
  assert.equal(error.cause, trap);
  const { instanceId, restarts } = rust.instanceStats();
  assert.deepEqual(restart, { instanceId, restarts, cause: trap });
});

test("onAbort listeners are told once, on a clean stack, after the call and before the restart", async () => {
  const order = [];
  const stops = [
    rust.onAbort(() => {
      order.push("onAbort", rust.errorKind(thrown(() => rust.add(1, 2))));
      // A stack that is still full has no room for this.
      const depth = (n) => (n === 0 ? 0 : 1 + depth(n - 1));
      order.push(depth(1_000));
    }),
    rust.onRestart(() => order.push("onRestart", rust.add(1, 2))),
  ];
  thrown(() => rust.fail("stack"));
  order.push("returned");
  await sleep(0);
  stops.forEach((stop) => stop());
  assert.deepEqual(order, ["returned", "onAbort", "abort", 1_000, "onRestart", 3]);
});

test("a listener whose promise rejects is printed, and nothing else happens", async (t) => {
  const log = t.mock.method(console, "error", () => {});
  const mine = ["abort", "restart", "panic"].map((name) => new Error(name));
  const stops = [
    rust.onAbort(async () => { throw mine[0]; }),
    rust.onRestart(async () => { throw mine[1]; }),
    rust.onPanic(async () => { throw mine[2]; }),
    // Not a promise, and not of this listener's business.
    rust.onAbort(() => Object.freeze({ then: 1 })),
  ];
  thrown(() => rust.fail_by_policy());
  await sleep(1);
  stops.forEach((stop) => stop());
  const printed = log.mock.calls.map(({ arguments: [error] }) => error.message).sort();
  assert.deepEqual(printed, ["abort", "panic", "restart"]);
  assert.equal(rust.add(1, 2), 3);
});

test("with a frozen process, listeners are told and the next instance is made", () => {
  const outcome = inProcess(`
    const rust = recovering();
    let heard = 0;
    rust.onAbort(() => (heard += 1));
    // Once the script has ended: Node 20 takes a listener of its own away then.
    setTimeout(async () => {
      Object.freeze(process);
      for (let i = 0; i < 2; i++) {
        thrown(() => rust.fail("abort"));
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      console.log(JSON.stringify([heard, rust.add(1, 2)]));
    });`);
  assert.deepEqual(outcome, [2, 3]);
});

/** For what V8 does to wasm that nothing of JavaScript surrounds. */
const hidden = { skip: !catchesInWasm && "where JavaScript catches it for wasm" };

/** A function of another module, which traps. */
const trapping = new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.of(
  0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 0x66, 0, 0, 10, 5, 1, 3, 0, 0, 0x0b,
))).exports.f;
const overflowing = () => overflowing();

test("V8: a full stack or another module's trap in a `catch` import ends the instance, with that as the cause", hidden, async () => {
  for (const fault of [trapping, overflowing]) {
    await endsWell(() => thrown(() => rust.nested(fault)));
    // Below another frame of wasm, and caught in between.
    await endsWell(() => {
      let inner;
      thrown(() => rust.nested(() => { inner = thrown(() => rust.nested(fault)); }));
      return inner;
    });
  }
});

test("a full stack or another module's trap in a `catch` import is an Err where JavaScript catches it for wasm", {
  skip: catchesInWasm && "V8 hides it from wasm",
}, () => {
  const { aborts } = rust.instanceStats();
  for (const [fault, name] of [[trapping, "RuntimeError"], [overflowing, "RangeError"]]) {
    assert.equal(thrown(() => rust.nested(fault)).name, name);
  }
  assert.equal(rust.add(1, 2), 3);
  assert.equal(rust.instanceStats().aborts, aborts);
});

test("an on_restart callback that panics is printed, and the next is called", unwinds("instance"), async (t) => {
  const log = t.mock.method(console, "error", () => {});
  globalThis.failInCallback = 1;
  thrown(() => rust.fail("abort"));
  await sleep(0);
  delete globalThis.failInCallback;
  assert.equal(rust.restarted(), rust.instanceStats().restarts);
  const [printed, ...others] = log.mock.calls.map(({ arguments: [error] }) => error);
  assert.equal(printed.message, "in on_restart");
  assert.deepEqual(others, []);
});

/** As Chromium does with a module of more than 8 MB in a page. */
const REFUSES = `
  const { Instance } = WebAssembly;
  let refusals = 0;
  WebAssembly.Instance = function () {
    refusals += 1;
    throw new RangeError("WebAssembly.Instance is disallowed on the main thread, if the buffer size is larger than 8MB.");
  };
  const standIn = WebAssembly.Instance;`;

test("where the host makes no instance at once, calls are refused until there is one", () => {
  const outcome = inProcess(`
    const rust = recovering();
    ${REFUSES}
    const { instantiate } = WebAssembly;
    WebAssembly.instantiate = async (...given) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      return instantiate(...given);
    };
    const rounds = [];
    for (let i = 1; i <= 3; i++) {
      const record = new rust.Record(1);
      const heard = [];
      const stop = rust.onAbort(({ retryable }) => heard.push(["abort", retryable, rust.instanceStats().instanceId]));
      const restarted = new Promise((resolve) => {
        const stop = rust.onRestart(({ instanceId }) => {
          heard.push(["restart", instanceId]);
          stop();
          resolve();
        });
      });
      const open = rejection(rust.double(new Promise(() => {})));
      const trap = thrown(() => rust.fail("unreachable"));
      const isCause = (await open).cause === trap;
      const kinds = [() => rust.add(1, 2), () => rust.shout("a"), () => rust.double(Promise.resolve(1)), () => new rust.Record(1)]
        .map((call) => rust.errorKind(thrown(call)));
      kinds.push(rust.errorKind(thrown(() => record.is_intact(1))));
      await restarted;
      stop();
      rounds.push({
        isCause, kinds, heard, sum: rust.add(1, 2), text: rust.shout("a"), intact: new rust.Record(2).is_intact(2),
        double: await rust.double(Promise.resolve(21)), restarted: rust.restarted(),
        stats: rust.instanceStats(), refusals, isSetBack: WebAssembly.Instance === standIn,
      });
    }
    console.log(JSON.stringify(rounds));`);
  assert.equal(outcome.length, 3);
  outcome.forEach((round, i) => {
    const { kinds, ...rest } = round;
    assert.deepEqual(kinds.slice(0, 4), ["abort", "abort", "abort", "abort"]);
    assert.equal(kinds[4], "stale");
    assert.deepEqual(rest, {
      isCause: true, heard: [["abort", true, i + 1], ["restart", i + 2]], sum: 3, text: "A", intact: true,
      double: 42, restarted: i + 1, refusals: i + 1, isSetBack: true,
      stats: { instanceId: i + 2, panics: 0, aborts: i + 1, restarts: i + 1, exceptions: 0, isDown: false, inFlight: 0 },
    });
  });
});

test("where the host makes no instance at all, the module stays down, and says so once", () => {
  for (const instantiate of ["async () => { throw new RangeError('no memory'); }", "undefined"]) {
    const isFrozen = instantiate === "undefined";
    const outcome = inProcess(`
      const rust = recovering();
      ${REFUSES}
      ${isFrozen ? "Object.freeze(WebAssembly);" : `WebAssembly.instantiate = ${instantiate};`}
      const heard = [];
      rust.onAbort(({ retryable, cause }) => heard.push([retryable, cause.name]));
      rust.onRestart(() => heard.push("restart"));
      thrown(() => rust.fail("unreachable"));
      await new Promise((resolve) => setTimeout(resolve, 5));
      const kind = rust.errorKind(thrown(() => rust.add(1, 2)));
      console.log(JSON.stringify({ heard, kind, ...rust.instanceStats() }));`);
    assert.deepEqual(outcome, {
      heard: [[true, "RuntimeError"], [false, "RangeError"]], kind: "abort",
      instanceId: outcome.instanceId, panics: 0, aborts: 1, restarts: 0, exceptions: 0, isDown: true, inFlight: 0,
    });
  }
});

test("past max_restarts the module stays down, and says so", () => {
  const down = inProcess(`
    globalThis.maxRestarts = 3;
    const rust = recovering();
    const retryable = [];
    rust.onAbort((error) => retryable.push(error.retryable));
    for (let i = 0; i < 5; i++) {
      thrown(() => rust.fail("abort"));
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    const kind = rust.errorKind(thrown(() => rust.add(1, 2)));
    const { aborts, restarts, isDown } = rust.instanceStats();
    console.log(JSON.stringify({ retryable, kind, aborts, restarts, isDown }));`);
  assert.deepEqual(down, {
    retryable: [true, true, true, false], kind: "abort", aborts: 4, restarts: 3, isDown: true,
  });
});

test("a start function that fails at a restart keeps the module down", () => {
  for (const failAtStart of [1, 2]) {
    const down = inProcess(`
      const rust = recovering();
      const heard = [];
      rust.onAbort((error) => heard.push([error.retryable, error.cause?.name]));
      globalThis.failAtStart = ${failAtStart};
      thrown(() => rust.fail("abort"));
      await new Promise((resolve) => setTimeout(resolve, 1));
      const kinds = [() => rust.add(1, 2), () => rust.double(Promise.resolve(1))]
        .map((call) => rust.errorKind(thrown(call)));
      const { isDown, inFlight } = rust.instanceStats();
      console.log(JSON.stringify({ kinds, isDown, inFlight, retryable: heard.at(-1)[0], heard: heard.length }));`);
    assert.deepEqual(down, {
      kinds: ["abort", "abort"], isDown: true, inFlight: 0, retryable: false, heard: 2,
    });
  }
});

test("without recovery, what is in flight rejects, and later calls fail", () => {
  const outcome = inProcess(`
    globalThis.isFinal = 1;
    const rust = recovering();
    const open = rejection(rust.double(new Promise(() => {})));
    const trap = thrown(() => rust.fail("abort"));
    const error = await open;
    const { retryable } = error;
    const isCause = error.cause === trap;
    const next = rust.errorKind(thrown(() => rust.add(1, 2)));
    console.log(JSON.stringify({ name: error.name, retryable, isCause, next }));`);
  assert.deepEqual(outcome, {
    name: "InstanceAbortedError", retryable: false, isCause: true, next: "abort",
  });
});

test("plain wasm-bindgen: what is in flight hangs, and its late error ends the process", unwindingTwin, () => {
  const hangs = inProcess(`
    process.on("uncaughtException", () => {});
    process.on("unhandledRejection", () => {});
    const twin = plain();
    let settle;
    const open = twin.wait(new Promise((resolve) => (settle = resolve)));
    await new Promise(setImmediate);
    thrown(() => twin.abort());
    settle();
    const timeout = new Promise((resolve) => setTimeout(resolve, 100, "hangs"));
    console.log(JSON.stringify(await Promise.race([open, timeout])));`);
  assert.equal(hangs, "hangs");
  const { stderr, status } = run(`
    const twin = plain();
    let settle;
    twin.wait(new Promise((resolve) => (settle = resolve)));
    await new Promise(setImmediate);
    thrown(() => twin.abort());
    settle();
    setTimeout(() => console.log("lives"), 100);`);
  assert.equal(status, 1);
  assert.match(stderr, /Module terminated/);
});

test("plain wasm-bindgen: stale pointers reach the new instance", unwindingTwin, () => {
  const first = (call) => inProcess(`
    const twin = plain();
    const old = Array.from({ length: 50 }, (_, i) => new twin.Record(i));
    twin.enable_reinit();
    thrown(() => twin.abort());
    await new Promise((resolve) => setTimeout(resolve, 1));
    ${call}`);
  const string = first(`
    let outcome;
    try { outcome = twin.shout("a text of some length"); } catch (error) { outcome = error.name; }
    console.log(JSON.stringify(outcome));`);
  assert.notEqual(string, 21);
  const method = first(`
    let outcome;
    try { outcome = old[7].is_intact(7); } catch (error) { outcome = error.message; }
    console.log(JSON.stringify(outcome));`);
  assert.notEqual(method, true);
  assert.doesNotMatch(String(method), /stale/);
  const corrupted = first(`
    twin.divide(4, 2);
    const fresh = Array.from({ length: 50 }, (_, i) => new twin.Record(i));
    let corrupted = 0;
    old.forEach((record) => {
      try { record.free(); } catch {}
    });
    fresh.forEach((record, i) => {
      try { if (!record.is_intact(i)) corrupted++; } catch { corrupted++; }
    });
    console.log(JSON.stringify(corrupted));`);
  assert.ok(corrupted > 0);
});
