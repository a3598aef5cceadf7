import init, { errorKind, from_markdown, instanceStats, nesting, onRestart } from "./pkg/browser.js";
import "./style.css";

const SAMPLE = `# Packing list

Rust makes *HTML* of this, and **numbers** the sections.

## Boat

- [x] two oars
- [ ] a bucket

### Engine

None.
`;

const find = (id) => document.getElementById(id);
const editor = find("editor");

await init();
onRestart(({ instanceId }) => {
  find("place").textContent = `Instance ${instanceId} has taken over: go on typing.`;
  showStats();
});
editor.addEventListener("input", render);
find("skip").addEventListener("click", () => edit(`${editor.value}\n##### Much too deep\n`));
find("overflow").addEventListener("click", () => attempt(() => nesting("(".repeat(1_000_000))));
find("reset").addEventListener("click", () => edit(SAMPLE));
edit(SAMPLE);

function edit(text) {
  editor.value = text;
  render();
}

function render() {
  attempt(() => {
    find("result").innerHTML = from_markdown(editor.value);
    find("problem").hidden = true;
  });
}

/** A call that fails shows why, and leaves the last result. */
function attempt(call) {
  try {
    call();
  } catch (error) {
    const { location, exportName } = error;
    find("message").textContent = `${errorKind(error) ?? "error"}: ${error.message}`;
    find("place").textContent = location ? `${location.file}, line ${location.line}, in ${exportName}` : "";
    find("stack").textContent = error.stack;
    find("problem").hidden = false;
  }
  showStats();
}

function showStats() {
  const { panics, aborts, restarts } = instanceStats();
  find("stats").textContent = `${panics} panics, ${aborts} aborts, ${restarts} restarts`;
}
