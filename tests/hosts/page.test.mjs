// The example's page, its module made large, and a page with two modules, in each browser of BROWSERS. One that is
// missing fails.

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";

import { browserPath, browserVersion, runPage } from "./browser.mjs";

const { BROWSER_PKG: pkg, RECOVERING_WEB: recovering, BROWSERS = "chromium" } = process.env;
if (!pkg || !recovering) throw new Error("BROWSER_PKG is not set: run `cargo xtask test page`");

const hosts = import.meta.dirname;
const roots = {
  "/": join(hosts, "../../examples/browser"),
  "/pkg/": pkg,
  "/recovering/": recovering,
  "/hosts/": hosts,
};

for (const browser of /** @type {any[]} */ (BROWSERS.split(","))) {
  await test(browser, async (t) => {
    assert.ok(browserPath(browser), `${browser} is missing`);
    t.diagnostic(String(browserVersion(browser)));
    for (const path of ["/hosts/page.html", "/hosts/large.html", "/hosts/two.html"]) {
      const results = await runPage({ browser, roots, path });
      assert.ok(results.length > 1, "nothing was checked");
      for (const { name, ok, error } of results) {
        await t.test(name, () => assert.ok(ok, error));
      }
    }
  });
}
