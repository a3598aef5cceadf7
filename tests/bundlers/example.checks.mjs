// Uses the example's page, which vite has built.

// @ts-ignore: it is where the server has it.
import { report } from "/hosts/report.mjs";
// @ts-ignore: likewise.
import { complaints, includes, opened, page, same, type, until } from "/hosts/visit.mjs";

/** @type {Record<string, () => void | Promise<void>>} */
const checks = {
  "the sample is rendered": () => {
    includes(page.result, "<h2>1 Boat</h2>");
    same(page.isShown("problem"), false);
  },
  "a panic shows what and where, and leaves the last result": () => {
    const before = page.result;
    page.click("skip");
    same(page.text("message"), "panic: index out of bounds: the len is 2 but the index is 3");
    includes(page.text("place"), /^examples\/browser\/src\/prose\.rs, line \d+, in from_markdown$/);
    includes(page.text("stack"), /^PanicError: [^\n]*\n[^\n]*prose::/);
    same(page.result, before);
  },
  "the next input is rendered": () => {
    type("fine");
    same(page.result, "<p>fine</p>\n");
    same(page.isShown("problem"), false);
  },
  "a full stack is followed by another instance": async () => {
    page.click("overflow");
    includes(page.text("message"), /^abort: /);
    await until("an instance takes over", () => page.text("place").startsWith("Instance 2 has taken over"));
    type("and on");
    same(page.result, "<p>and on</p>\n");
    same(page.text("stats"), "1 panics, 1 aborts, 1 restarts");
    page.click("reset");
    page.click("skip");
  },
  "nothing was left uncaught": () => same(complaints, []),
};

await opened();
await report(checks);
