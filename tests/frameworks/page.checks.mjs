// Uses an app as a visitor does, in the order below, and sends what was seen.

import { is, matches, same, sleep } from "/hosts/expect.mjs";
import { report } from "/hosts/report.mjs";

const app = await import(`/pkg/${new URLSearchParams(location.search).get("app")}.js`);

/** What reached the window, and is not absorbed. */
const uncaught = [];
addEventListener("error", (event) => setTimeout(() => event.defaultPrevented || uncaught.push(event.message)));
addEventListener("unhandledrejection", (event) => setTimeout(() => event.defaultPrevented || uncaught.push(`${event.reason}`)));

const panics = [];
app.onPanic((error) => panics.push(error));

async function click(button) {
  document.getElementById(button).click();
  await sleep(50);
}

/** What the app shows: once, and by the instance that is alive. */
function shown() {
  const outputs = [...document.querySelectorAll("output")];
  return outputs.map(({ textContent }) => Number(textContent));
}

const restarts = () => app.instanceStats().restarts;

/** Has the app begin again. The trap of a listener reaches the window, that of a task has been told by then. */
async function restartsBy(button, message) {
  const before = restarts();
  panics.length = uncaught.length = 0;
  await click(button);
  same(panics.map((error) => error.message), [message]);
  matches(panics[0].location.file, /src\/lib\.rs$/);
  is(uncaught.length, button === "task" ? 0 : 1);
  matches(uncaught[0] ?? "RuntimeError: unreachable", /RuntimeError: unreachable/);
  is(restarts(), before + 1);
}

await report({
  "the app is rendered, and counts": async () => {
    await app.default();
    await sleep(50);
    same(shown(), [0]);
    await click("add");
    await click("add");
    same(shown(), [2]);
  },
  "a panic in a listener is told, and the app is there again, with what it has kept": async () => {
    await restartsBy("panic", "at 2");
    same(shown(), [2]);
    await click("add");
    same(shown(), [3]);
  },
  "a panic in a task likewise": async () => {
    await restartsBy("task", "in a task");
    await click("add");
    same(shown(), [4]);
  },
  "a full stack likewise, which is no panic": async () => {
    const before = restarts();
    await click("overflow");
    is(restarts(), before + 1);
    same(shown(), [4]);
  },
  "and once more": async () => {
    await restartsBy("panic", "at 4");
    await click("add");
    same(shown(), [5]);
    is(uncaught.length, 1, "what is uncaught");
  },
  "past the policy's limit the app stays as it is, and says so": async () => {
    await restartsBy("panic", "at 5");
    await click("panic");
    same([restarts(), app.instanceStats().isDown], [5, true]);
  },
});
