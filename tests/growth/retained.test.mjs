// What instances that have ended keep of memory.

import assert from "node:assert/strict";
import { test } from "node:test";

import { inProcess } from "../node/load.mjs";

test("1,000 aborts in a row: memory stays, also while what the calls wait for never settles", () => {
  const [first, last] = inProcess(
    `
    const rust = recovering();
    const never = new Promise(() => {});
    const size = () => (gc(), process.memoryUsage().rss);
    let first;
    for (let i = 0; i < 1_000; i++) {
      const open = rejection(rust.double(never));
      thrown(() => rust.fail("unreachable"));
      await open;
      await new Promise((resolve) => setTimeout(resolve));
      if (rust.add(i, 1) !== i + 1) throw new Error("a wrong answer");
      if (i === 49) first = size();
      if (i % 50 === 0) gc();
    }
    console.log(JSON.stringify([first, size()]));`,
    ["--expose-gc"],
  );
  assert.ok(last < first * 1.5, `${first} bytes, then ${last}`);
});

test("the memory of an instance that has ended is let go of, also by whoever keeps the errors", () => {
  const [held, external] = inProcess(
    `
    const rust = recovering();
    const errors = [];
    rust.onAbort((error) => errors.push(error));
    const waiting = rejection(rust.double(new Promise(() => {})));
    rust.total([1, 2, 3]);
    thrown(() => rust.fail("memory"));
    errors.push(await waiting);
    for (let i = 0; i < 4; i++) {
      await new Promise(setImmediate);
      gc();
    }
    console.log(JSON.stringify([errors.length, process.memoryUsage().external]));`,
    ["--expose-gc"],
  );
  assert.equal(held, 2);
  assert.ok(external < 100 << 20, `${external} bytes`);
});
