// The example's module, made as large as those of which Chromium makes no instance at once in a page.

// @ts-ignore: it is where the server has it.
import init, * as rust from "/pkg/browser.js";
import { is, same, thrown } from "./expect.mjs";
import { report } from "./report.mjs";

const SIZE = 9 << 20;
const DEEP = "(".repeat(1_000_000);

/** The head of a custom section of that many zeros: its kind, and its size. */
const head = Uint8Array.of(0, ...[0, 7, 14, 21].map((shift) => ((SIZE >> shift) & 0x7f) | (shift < 21 ? 0x80 : 0)));

/** @type {Blob} */
let large;

/** @type {Record<string, () => void | Promise<void>>} */
const checks = {
  "it is loaded": async () => {
    const response = await fetch("/pkg/browser_bg.wasm");
    large = new Blob([await response.arrayBuffer(), head, new Uint8Array(SIZE)]);
    const headers = { "content-type": "application/wasm" };
    await init({ module_or_path: new Response(large, { headers }) });
  },
  "Chromium makes no instance of it at once": async () => {
    const module = await WebAssembly.compile(await large.arrayBuffer());
    const { name, message } = thrown(() => new WebAssembly.Instance(module, {}));
    // Firefox only misses the imports.
    const refused = /Chrome/.test(navigator.userAgent) ? "RangeError" : "TypeError";
    is(name, refused, message);
  },
  "a fresh instance takes over each time, and until then calls are refused": async () => {
    for (let i = 1; i <= 5; i += 1) {
      const restarted = new Promise((resolve) => {
        const stop = rust.onRestart((/** @type {unknown} */ restart) => {
          stop();
          resolve(restart);
        });
      });
      is(rust.errorKind(thrown(() => rust.nesting(DEEP))), "abort");
      is(rust.errorKind(thrown(() => rust.nesting("()"))), "abort");
      await restarted;
      is(rust.nesting("(())"), 2);
      same(rust.instanceStats(), { instanceId: i + 1, panics: 0, aborts: i, restarts: i, exceptions: 0, isDown: false, inFlight: 0 });
    }
  },
  "past the policy's limit the module stays down": async () => {
    is(rust.errorKind(thrown(() => rust.nesting(DEEP))), "abort");
    await new Promise((resolve) => setTimeout(resolve, 50));
    is(rust.errorKind(thrown(() => rust.nesting("()"))), "abort");
    const { isDown, restarts } = rust.instanceStats();
    same([isDown, restarts], [true, 5]);
  },
};

await report(checks);
