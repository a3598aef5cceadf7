// Without arguments: the names of the rows. With the name of one: what it took, as JSON.

import { load } from "./load.mjs";
import { measure } from "./measure.mjs";
import { rows } from "./rows.mjs";

const [, , wanted] = process.argv;
if (wanted === undefined) {
  console.log(JSON.stringify(rows.map(({ name }) => name)));
} else {
  const row = rows.find(({ name }) => name === wanted);
  if (!row) throw new Error(`there is no row "${wanted}"`);
  const names = ["plain", "export", "recovering"];
  const modules = Object.fromEntries(names.map((name) => [name, load(name)]));
  const samples = await measure(row, modules);
  console.log(JSON.stringify({ target: row.target, samples }));
}
