// The requests of a load on the bare worker.

import { json } from "./client.mjs";
import { fault, good, mix } from "./mix.mjs";

/** @typedef {import("./mix.mjs").Item} Item */

const NAMES = ["tea", "coffee", "water", "milk"];

/** @type {import("./mix.mjs").Weighted} */
const GOOD = [
  [40, render],
  [30, count],
  [20, stream],
  [10, health],
];

/** @type {import("./mix.mjs").Weighted} */
const FAULTS = [
  [500, () => fault("/panic", "panic", "on demand")],
  [500, () => fault("/panic-later", "panic", "on demand, after an await")],
  [10, () => fault("/overflow", "abort")],
  [5, () => fault("/exhaust", "abort")],
];

export const bareWorker = mix(GOOD, FAULTS);

/** @returns {Item} */
function render(/** @type {number} */ i) {
  const rows = Array.from({ length: 1 + (i % 7) }, (_, row) => `row ${i} ${row}`);
  const body = `# Title *${i}*\n\n${rows.map((row) => `- ${row}\n`).join("")}`;
  const items = rows.map((row) => `<li>${row}</li>\n`).join("");
  const html = `<h1>Title <em>${i}</em></h1>\n<ul>\n${items}</ul>\n`;
  return good({ method: "POST", path: "/render", body }, ({ text }) => text === html);
}

/** @returns {Item} */
function count(/** @type {number} */ i) {
  const name = NAMES[i % NAMES.length];
  const request = good({ method: "POST", path: `/count?name=${name}` }, (answer) => {
    const { name: counted, count, total } = json(answer);
    return counted === name && count > 0 && total >= count;
  });
  return { ...request, count: (answer) => `${name} ${json(answer).count}` };
}

/** @returns {Item} */
function stream(/** @type {number} */ i) {
  const lines = 1 + (i % 4);
  const text = Array.from({ length: lines }, (_, line) => `line ${line + 1} of ${lines}\n`).join("");
  return good({ path: `/stream?lines=${lines}&pause=5` }, (answer) => answer.text === text);
}

function health() {
  return good({ path: "/health" }, ({ text }) => text === "ok\n");
}
