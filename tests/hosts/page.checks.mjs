// Checks the example's page by using it, in the order below, and sends what was seen.

import { report } from "./report.mjs";
import { complaints, includes, opened, page, press, reload, same, type, until } from "./visit.mjs";

const GOOD = "# Title\n\nSome *text*";
const RENDERED = "<h1>Title</h1>\n<p>Some <em>text</em></p>\n";
const SKIPS_A_LEVEL = "# Title\n\n#### Part";
const STOPS = ["markdown", "damage", "overflow", "reset", "editor", "result"];
const STOPS_OF_A_CARD = ["SUMMARY", "problem-stack"];

/** @type {Record<string, () => void | Promise<void>>} */
const checks = {
  "the sample is rendered when the page opens": () => {
    includes(page.result, "<h2>1 Boats</h2>");
    includes(page.result, "<h3>1.1 On land</h3>");
    same(page.isShown("problem"), false);
    same(page.text("instance"), "1");
  },

  "Markdown is rendered at each input": () => {
    type(GOOD);
    same(page.result, RENDERED);
    type("one\n\n## Part");
    same(page.result, "<p>one</p>\n<h2>1 Part</h2>\n");
  },

  "a panic shows its message, kind, place, export and stack": () => {
    type(GOOD);
    type(SKIPS_A_LEVEL);
    same(page.isShown("problem"), true);
    same(page.text("problem-kind"), "panic");
    same(page.text("problem-message"), "index out of bounds: the len is 0 but the index is 2");
    includes(page.text("problem-location"), /^examples\/browser\/src\/prose\.rs:\d+:\d+$/);
    same(page.text("problem-export"), "from_markdown");
    includes(page.text("problem-stack"), /prose::Sections>?::count/);
    includes(page.text("announcement"), "the len is 0 but the index is 2, in examples/browser");
    same(page.element("announcement").role, "alert");
  },

  "a card makes the page no wider than its window": () => {
    const { scrollWidth, clientWidth } = page.document.documentElement;
    same(scrollWidth, clientWidth);
  },

  "the last good result stays beside a panic": () => {
    same(page.result, RENDERED);
    same(page.element("result").classList.contains("old"), true);
    same(page.editor.value, SKIPS_A_LEVEL);
  },

  "the next input after a panic is rendered": () => {
    type("fine");
    same(page.result, "<p>fine</p>\n");
    same(page.isShown("problem"), false);
    same(page.text("announcement"), "");
    same(page.element("result").classList.contains("old"), false);
    same([page.text("panics"), page.text("instance")], ["1", "1"]);
  },

  "a hundred panics are a hundred cards of the same instance": () => {
    for (let i = 0; i < 100; i += 1) {
      type(SKIPS_A_LEVEL);
      same(page.isShown("problem"), true);
      type(`text ${i}`);
      same(page.result, `<p>text ${i}</p>\n`);
    }
    same([page.text("panics"), page.text("instance")], ["101", "1"]);
  },

  "HTML in Markdown is text": async () => {
    const attack = "parent.hacked = hacked = true";
    type(`<script>${attack}</script>

<img src="data:," onerror="${attack}"> <svg onload="${attack}"></svg>

[a](javascript:hacked=true) [b](JAVASCRIPT&colon;hacked=true) ![c](javascript:hacked=true)`);
    await harmless();
    includes(page.text("result"), `<script>${attack}</script>`);
    const links = [...page.document.querySelectorAll("#result a")];
    same(links.map((link) => link.getAttribute("href")), ["#", "#"]);
  },

  "CSV has a tab, a table and sums": () => {
    page.click("csv");
    same(page.element("csv").ariaSelected, "true");
    includes(page.editor.value, "Herring,Heron,41");
    type("what,kg\napples,1.5\npears,2.25");
    const cells = page.document.querySelectorAll("#result tr:last-child td");
    same([...cells].map((cell) => cell.textContent), ["Sum", "3.75"]);
  },

  "HTML in CSV is text": async () => {
    type('a,b\n<script>hacked=1</script>,"<img src=""data:,"" onerror=hacked=1>"');
    await harmless();
    includes(page.text("result"), "<script>hacked=1</script>");
  },

  "the button's mistake panics, is selected, and can be undone": () => {
    page.click("reset");
    const [good, text] = [page.result, page.editor.value];
    page.click("damage");
    includes(page.text("problem-message"), "ParseFloatError { kind: Invalid }");
    includes(page.text("problem-location"), /\/table\.rs:\d+:\d+$/);
    same(page.text("problem-export"), "from_csv");
    same(page.result, good);
    same(page.document.activeElement?.id, "editor");
    const { selectionStart, selectionEnd, value } = page.editor;
    type(value.slice(0, selectionStart) + value.slice(selectionEnd));
    same(page.editor.value, text);
    same(page.isShown("problem"), false);
  },

  "each format keeps its text and its last good result": () => {
    const table = page.result;
    page.click("damage");
    page.click("markdown");
    type(GOOD);
    page.click("csv");
    same(page.isShown("problem"), true);
    same(page.result, table);
    page.click("markdown");
    same([page.editor.value, page.result], [GOOD, RENDERED]);
    same(page.isShown("problem"), false);
  },

  "arrow keys, Home and End choose the tab": () => {
    page.element("markdown").focus();
    for (const [key, chosen, other] of [
      ["ArrowRight", "csv", "markdown"],
      ["ArrowRight", "markdown", "csv"],
      ["ArrowLeft", "csv", "markdown"],
      ["Home", "markdown", "csv"],
      ["End", "csv", "markdown"],
      ["Home", "markdown", "csv"],
    ]) {
      press(/** @type {HTMLElement} */ (page.document.activeElement), key);
      same(page.document.activeElement?.id, chosen);
      same([page.element(chosen), page.element(other)].map((tab) => tab.ariaSelected), ["true", "false"]);
      same([page.element(chosen), page.element(other)].map((tab) => tab.tabIndex), [0, -1]);
      same(page.element("panel").getAttribute("aria-labelledby"), chosen);
    }
  },

  "the Tab key stops at each control, in order, with a name and a visible focus": () => {
    same(stops().map(nameOf), STOPS);
    type(SKIPS_A_LEVEL);
    same(stops().map(nameOf), [...STOPS.slice(0, -1), ...STOPS_OF_A_CARD, "result"]);
    for (const stop of stops()) {
      stop.focus(/** @type {FocusOptions} */ ({ focusVisible: true }));
      same(page.document.activeElement === stop, true);
      same(label(stop) !== "", true);
      same(page.window.getComputedStyle(stop).outlineStyle, "solid");
    }
    type(GOOD);
  },

  "a full stack shows a card, and a fresh instance takes over": async () => {
    const panics = page.text("panics");
    page.click("overflow");
    same(page.text("problem-kind"), "abort");
    includes(page.text("problem-message"), /call stack|recursion|stack overflow/i);
    same(page.isShown("problem-place"), false);
    includes(page.text("problem-stack"), "nesting::depth");
    await until("instance 2", () => page.text("instance") === "2");
    same([page.text("restarts"), page.text("aborts"), page.text("panics")], ["1", "1", panics]);
    same(page.text("problem-recovery"), "Instance 2 has taken over: go on typing.");
    includes(page.text("announcement"), "Instance 2 has taken over");
    same(page.result, RENDERED);
  },

  "the fresh instance renders, panics and goes on": () => {
    type("fresh");
    same(page.result, "<p>fresh</p>\n");
    same(page.isShown("problem"), false);
    type(SKIPS_A_LEVEL);
    same(page.text("problem-kind"), "panic");
    type(GOOD);
    same(page.result, RENDERED);
  },

  "a page with too many restarts says so, and keeps its text": async () => {
    for (let i = 2; i <= 5; i += 1) {
      page.click("overflow");
      await until(`restart ${i}`, () => page.text("restarts") === String(i));
    }
    page.click("overflow");
    await until("the module is down", () => page.text("instance") === "down");
    same(page.text("problem-recovery"), "Too many restarts in a minute: reload the page.");
    type("more");
    same(page.text("problem-kind"), "abort");
    same([page.editor.value, page.result], ["more", RENDERED]);
  },

  "the page loaded anew works": async () => {
    await reload();
    same(page.text("instance"), "1");
    type(GOOD);
    same(page.result, RENDERED);
  },

  "nothing was uncaught, and the page's policy was kept": () => same(complaints, []),
};

/** Nothing of what was typed has become an element that could run, or has run. */
async function harmless() {
  await new Promise((resolve) => setTimeout(resolve, 200));
  same([page.window.hacked, /** @type {any} */ (window).hacked], [undefined, undefined]);
  const elements = page.document.querySelectorAll("#result :is(script, svg, iframe, object)");
  same(elements.length, 0);
  for (const { attributes } of page.document.querySelectorAll("#result *")) {
    same([...attributes].filter(({ name }) => name.startsWith("on")).length, 0);
  }
}

/** Where the Tab key stops, as long as no `tabindex` is above 0. */
function stops() {
  const all = [...page.document.querySelectorAll("button, a[href], textarea, summary, [tabindex]")];
  const elements = /** @type {HTMLElement[]} */ (all);
  same(elements.filter(({ tabIndex }) => tabIndex > 0).length, 0);
  return elements.filter((element) => element.tabIndex === 0 && element.checkVisibility());
}

/** @param {HTMLElement} element */
const nameOf = (element) => element.id || element.tagName;

/** @param {HTMLElement} element */
function label(element) {
  const id = element.getAttribute("aria-labelledby");
  if (id) return page.text(id);
  const { labels } = /** @type {HTMLTextAreaElement} */ (element);
  return element.ariaLabel ?? (labels?.[0] ?? element).textContent ?? "";
}

await report({ "the page opens": opened, ...checks });
