// Stacks as engines write them that are not Node's.

import assert from "node:assert/strict";
import { test } from "node:test";

import { BODIES, CLOSURES, TASKS } from "../../runtime/js/frames.mjs";
import { fromExport } from "../../runtime/js/panic/refused.mjs";
import { readStack, showFeature } from "../../runtime/js/stack.mjs";
import { shared } from "../../runtime/js/state.mjs";

for (const feature of [BODIES, CLOSURES, TASKS]) showFeature(feature);

const HASH = "[0123456789abcdef]";
const NAMES = [
  `unwind_export${HASH}::hook::set::{closure#0}`,
  "__rustc::rust_begin_unwind",
  `core${HASH}::panicking::panic_fmt`,
  `stats${HASH}::mean`,
  `stats${HASH}::_::__export_mean`,
  "mean",
  "mean externref shim",
];
const SHOWN = ["stats::mean"];
const QUEUE = [
  `unwind_export${HASH}::task::spawn::spawn::<(), stats${HASH}::work::{closure#0}>::{closure#0}`,
  `<unwind_export${HASH}::instance::Instance>::poll`,
  `unwind_export${HASH}::strategy::unwind::catch::<bool, <unwind_export${HASH}::instance::Instance>::poll::_::__wasm_bindgen_generated_UnwindExportInstance_poll::{closure#0}>`,
  "unwindexportinstance_poll",
  "unwindexportinstance_poll sp wrapper",
];

/** Below that, in JavaScript that a minifier has been through. */
const POLLING = ["e.poll", "be", "Ge", "t.isQueued"];
const LAUNCHING = ["e.poll", "be", "en"];
const minified = (name) => `    at ${name} (https://host/main.js:5:2911)`;

/** How each engine writes a frame of wasm, and one of JavaScript. */
const ENGINES = {
  V8: [
    (name) => `    at stats.wasm.${name} (wasm://wasm/stats.wasm-0123abcd:wasm-function[7]:0x1f)`,
    "    at main (file:///app/main.mjs:3:7)",
  ],
  "V8 in a page": [
    (name) => `    at stats.wasm.${name} (https://host/stats_bg.wasm:wasm-function[7]:0x1f)`,
    "    at main (https://host/main.mjs:3:7)",
  ],
  Bun: [
    (name) => `    at stats.wasm.wasm-function[${name}] (native)`,
    "    at main (/app/main.mjs:3:7)",
  ],
  SpiderMonkey: [
    (name) => `stats.wasm.${name}@https://host/stats_bg.wasm:wasm-function[7]:0x1f`,
    "main@https://host/main.mjs:3:7",
  ],
  "SpiderMonkey without the module's name": [
    (name) => `${name}@https://host/stats_bg.wasm:wasm-function[7]:0x1f`,
    "main@https://host/main.mjs:3:7",
  ],
  JavaScriptCore: [
    (name) => `stats.wasm.wasm-function[${name}]@[wasm code]`,
    "main@https://host/main.mjs:3:7",
  ],
};

for (const [engine, [write, caller]] of Object.entries(ENGINES)) {
  test(`${engine}: the user's function first, without hashes and plumbing`, () => {
    const stack = [...NAMES.map(write), caller].join("\n");
    const expected = ["PanicError: a panic", ...SHOWN.map(write), caller].join("\n");
    assert.equal(readStack({ at: { stack } }, "PanicError: a panic"), expected);
  });

  test(`${engine}: a limit holds for what is shown`, () => {
    const stack = [...NAMES.map(write), caller].join("\n");
    const expected = ["PanicError: a panic", write(SHOWN[0])].join("\n");
    assert.equal(readStack({ at: { stack }, limit: 1 }, "PanicError: a panic"), expected);
  });
}

/** How each engine writes a frame of a function without a name. */
const NAMELESS = {
  V8: (index, at) => `    at wasm://wasm/0123abcd:wasm-function[${index}]:0x${at}`,
  "V8 in a page": (index, at) => `    at https://host/stats_bg.wasm:wasm-function[${index}]:0x${at}`,
  Bun: (index) => `    at wasm-function[${index}] (native)`,
  SpiderMonkey: (index, at) => `wasm-function[${index}]@https://host/stats_bg.wasm:wasm-function[${index}]:0x${at}`,
  JavaScriptCore: (index) => `wasm-function[${index}]@[wasm code]`,
};

for (const [engine, write] of Object.entries(NAMELESS)) {
  test(`${engine}: without names, what every panic's stack begins with is left out`, () => {
    const { current } = shared;
    const caller = ENGINES[engine][1];
    const all = [caller, write(9, "a"), write(8, "b")];
    const user = [write(7, "c"), caller];
    const read = () => readStack({ at: { stack: [...all, ...user].join("\n") } }, "PanicError: x");
    const whole = ["PanicError: x", ...all.slice(1), ...user].join("\n");
    assert.equal(read(), whole);
    current.sample = { stack: [...all, write(6, "d"), ...user].join("\n") };
    assert.equal(read(), ["PanicError: x", ...user].join("\n"));
    current.sample = { stack: [...all, ...user].join("\n") };
    assert.equal(read(), whole);
    current.sample = { stack: "" };
    assert.equal(read(), whole);
    current.sample = undefined;
  });
}

test("a task's function goes by its own name, wherever the compiler has inlined it", () => {
  const [write, caller] = ENGINES.V8;
  const shows = (names, expected) => {
    const stack = [...[...NAMES.slice(0, 3), ...names, ...QUEUE].map(write), ...POLLING.map(minified)];
    assert.equal(readStack({ at: { stack: [...stack, caller].join("\n") } }, "PanicError: x"),
      ["PanicError: x", ...expected.map(write), caller].join("\n"));
  };
  for (const future of ["stats::work::{closure#0}", "stats::Work<fn() -> u8>"]) {
    const type = future.replace("stats", `stats${HASH}`);
    const option = `core${HASH}::option::Option<${type}>`;
    for (const held of [`&mut ${option}`, `alloc${HASH}::boxed::Box<${option}>`]) {
      const poll = `unwind_export${HASH}::boundary::poll`;
      const body = `<(), ${poll}::to_end<(), ${poll}::Held<${held}>>::{closure#0}>`;
      const polls = [
        `<core${HASH}::pin::Pin<&mut ${type}> as core${HASH}::future::future::Future>::poll`,
        `<${poll}::Held<${held}> as core${HASH}::future::future::Future>::poll`,
        `unwind_export${HASH}::strategy::unwind::catch_body::${body}`,
        `unwind_export${HASH}::strategy::abort::catch::${body}::{closure#0}`,
      ];
      polls.forEach((_, i) => shows(polls.slice(i), [future]));
      shows([`stats${HASH}::inner`, ...polls], ["stats::inner", future]);
    }
  }
});

test("nothing is left of what a build without optimisation has around a body", () => {
  const [write, caller] = ENGINES.V8;
  const closure = `stats${HASH}::_::__export_mean::{closure#2}`;
  const body = `<core${HASH}::panic::unwind_safe::AssertUnwindSafe<unwind_export${HASH}::strategy::unwind::attempt_with<${closure}>>`;
  const around = [
    `unwind_export${HASH}::boundary::guard::lent::<(), f64, ${closure}>`,
    `${body} as core${HASH}::ops::function::FnOnce<()>>::call_once`,
    `std${HASH}::panicking::catch_unwind::do_call::${body}>`,
    "__rust_try",
    `std${HASH}::panicking::catch_unwind::${body}>`,
    `std${HASH}::panic::catch_unwind::${body}>`,
  ];
  const shows = (frames, expected, adapters = []) => {
    const stack = [...[...NAMES.slice(0, 3), ...frames].map(write), ...adapters];
    assert.equal(readStack({ at: { stack: [...stack, caller].join("\n") } }, "PanicError: x"),
      ["PanicError: x", ...expected.map(write), caller].join("\n"));
  };
  const generated = [`stats${HASH}::_::_::__wasm_bindgen_generated_mean::{closure#0}`, "mean", "mean sp wrapper"];
  shows([`stats${HASH}::mean`, closure, ...around, `stats${HASH}::_::__export_mean`, ...generated], ["stats::mean"]);
  shows([closure, ...around, `stats${HASH}::_::__export_mean`, ...generated], ["stats::mean"]);
  const method = `<stats${HASH}::table::_::__ReceiverTable>::__export_mean`;
  const methods = [`${method}::{closure#2}`, ...around, method, `${method}::_::__wasm_bindgen_generated_Table_mean`, "table_mean"];
  shows([`<stats${HASH}::table::Table>::mean`, ...methods], ["<stats::table::Table>::mean"]);
  shows(methods, ["<stats::table::Table>::mean"]);
  const accessor = method.replace("__export_mean", "__get_title");
  shows([accessor, `${accessor}::_::__wasm_bindgen_generated_Table_title`, "table_title"], ["<stats::table::Table>::title"]);
  const legacy = "stats::table::_::__ReceiverTable::__export_mean";
  shows([`${legacy}::{{closure}}::h0123456789abcdef`, ...around, `${legacy}::_::__wasm_bindgen_generated_Table_mean::h0123456789abcdef`],
    ["stats::table::Table::mean"]);
  const called = `stats${HASH}::run::{closure#0}`;
  const guarded = `<${called} as unwind_export${HASH}::closure::body::Body<dyn FnMut()>>::guarded`;
  const guarding = around.map((name) => name.replaceAll(closure, guarded));
  shows([called, ...guarding, guarded, "wasm_bindgen::convert::closures::_::invoke::<bool, i32, false>"], ["stats::run::{closure#0}"],
    ["real", "closure"].map(minified));
});

test("without names, an error of a call begins with what its caller has called", () => {
  for (const [engine, write] of Object.entries(NAMELESS)) {
    const caller = ENGINES[engine][1];
    const wasm = [write(9, "a"), write(8, "b"), write(7, "c")];
    const outer = [caller, write(3, "d"), caller];
    const read = (frames) => readStack({ at: { stack: frames.join("\n") } }, "Error: x", fromExport);
    assert.equal(read([caller, caller, ...wasm, ...outer]), ["Error: x", wasm[2], ...outer].join("\n"));
    assert.equal(read([caller, caller]), ["Error: x", caller].join("\n"));
  }
});

test("a stack in which nothing is known to be the user's is shown whole", () => {
  const [write, caller] = ENGINES.V8;
  const names = ["core::panicking::panic_fmt", "unwind_export::task::poll", "unwindexportinstance_poll"];
  const stack = [...names.map(write), caller].join("\n");
  // Where the error was made is no part of it.
  const captured = `${write("captureStack")}\n${stack}`;
  assert.equal(readStack({ at: { stack: captured } }, "PanicError: x"), `PanicError: x\n${stack}`);
});

test("an unknown format, and none at all", () => {
  assert.equal(readStack({ at: { stack: "#0 mean\n#1 main" } }, "PanicError: x"), "PanicError: x\n#0 mean\n#1 main");
  assert.equal(readStack({ at: { stack: "" } }, "PanicError: x"), "PanicError: x");
  assert.equal(readStack({}, "PanicError: x"), "PanicError: x");
});

test("where the optimiser has left only wasm-bindgen's wrapper of an export, that stands for it", () => {
  for (const [write, caller] of Object.values(ENGINES)) {
    const shows = (names, expected) => {
      const stack = [...NAMES.slice(0, 3), ...names].map(write);
      assert.equal(readStack({ at: { stack: [...stack, caller].join("\n") } }, "PanicError: x"),
        ["PanicError: x", ...expected.map(write), caller].join("\n"));
    };
    shows(["mean sp wrapper"], ["mean"]);
    shows(["mean sp wrapper externref shim"], ["mean"]);
    shows(["mean sp wrapper", "mean externref shim"], ["mean"]);
    shows(["stats_mean externref shim"], ["stats_mean"]);
    shows([`stats${HASH}::mean`, "mean", "mean sp wrapper"], ["stats::mean", "mean"]);
    shows([`stats${HASH}::mean`, `stats${HASH}::call_back::__wbg_callBack_58d3 catch wrapper`, "other sp wrapper"],
      ["stats::mean", "other"]);
  }
});

test("nothing is left of plumbing that a minifier has renamed", () => {
  const [write, caller] = ENGINES.V8;
  const shows = (frames, expected) => {
    const stack = [...NAMES.slice(0, 3).map(write), ...frames, caller];
    assert.equal(readStack({ at: { stack: stack.join("\n") } }, "PanicError: x"),
      ["PanicError: x", ...expected, caller].join("\n"));
  };
  const shown = write("stats::work");
  const user = minified("n");
  const work = write(`stats${HASH}::work`);
  const poll = write("unwindexportinstance_poll sp wrapper");
  const launch = [`unwind_export${HASH}::task::table::launch`, "start externref shim"];
  shows([work, poll, ...POLLING.map(minified)], [shown]);
  shows([work, poll, ...LAUNCHING.map(minified), ...launch.map(write), user], [shown, write("start"), user]);
  const invoke = write(`unwind_export${HASH}::strategy::abort::invoke`);
  const run = write(`unwind_export${HASH}::strategy::abort::run`);
  shows([work, invoke, minified("Ro"), run, write("work sp wrapper"), user], [shown, write("work"), user]);
  const body = `<stats${HASH}::work as unwind_export${HASH}::closure::body::Body<dyn FnMut()>>::guarded::{closure#0}`;
  const adapters = ["", `wasm_bindgen${HASH}::convert::closures::_::invoke::<bool, i32, false>`,
    "wasm_bindgen_7b570c06b29a121c___convert__closures_____invoke_______true_ sp wrapper"];
  for (const adapter of adapters) {
    shows([write(body), ...(adapter ? [write(adapter)] : []), minified("Jo"), minified("o"), user], [shown, user]);
  }
});

test("a module that is its own URL does not fill the stack", () => {
  const url = `data:application/wasm;base64,${"AGFzbQ+/".repeat(50_000)}=`;
  const stack = [...NAMES.map((name) => `    at stats.wasm.${name} (${url}:wasm-function[7]:0x1f)`),
    "    at main (data:text/javascript;charset=utf-8;base64,aW1wb3J0IHsgcnVuIH0gZnJvbSAiLi9ydW4ubWpzIjsKCnJ1bigpOwo=:3:7)"];
  const lines = readStack({ at: { stack: stack.join("\n") } }, "PanicError: x").split("\n");
  assert.deepEqual(lines, [
    "PanicError: x",
    "    at stats.wasm.stats::mean (data:application/wasm;base64,…:wasm-function[7]:0x1f)",
    "    at main (data:text/javascript;charset=utf-8;base64,…:3:7)",
  ]);
});
