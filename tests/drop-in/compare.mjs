// Runs each feature on two modules, and prints which of them differ: `node compare.mjs PLAIN EXPORT`.

import { createRequire } from "node:module";
import { inspect } from "node:util";
import features from "./features.mjs";

const require = createRequire(import.meta.url);
const [plain, ours] = process.argv.slice(2).map((file) => require(file));

const shown = async (feature, module) => {
  try {
    return inspect(await feature(module), { depth: 6 });
  } catch (error) {
    return `throws ${error?.name}: ${error?.message}`;
  }
};

const rows = [];
for (const [area, listed] of Object.entries(features)) {
  for (const [name, feature] of Object.entries(listed)) {
    const [expected, found] = [await shown(feature, plain), await shown(feature, ours)];
    rows.push({ area, feature: name, expected, found });
  }
}
console.log(JSON.stringify(rows));
