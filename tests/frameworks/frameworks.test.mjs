// Apps of frameworks for pages, whose listeners and tasks are wasm-bindgen's own, in each browser of BROWSERS.

import assert from "node:assert/strict";
import { test } from "node:test";

import { runPage } from "../hosts/browser.mjs";

const { LEPTOS_WEB, YEW_WEB, BROWSERS = "chromium" } = process.env;

for (const browser of BROWSERS.split(",")) {
  for (const [app, pkg] of Object.entries({ with_leptos: LEPTOS_WEB, with_yew: YEW_WEB })) {
    await test(`${app}, in ${browser}`, async (t) => {
      assert.ok(pkg, "its package is not there: run `cargo xtask frameworks`");
      const roots = { "/": import.meta.dirname, "/pkg/": pkg, "/hosts/": `${import.meta.dirname}/../hosts` };
      const results = await runPage({ browser, roots, path: `/page.html?app=${app}` });
      assert.ok(results.length > 1, "nothing was checked");
      for (const { name, ok, error } of results) await t.test(name, () => assert.ok(ok, error));
    });
  }
}
