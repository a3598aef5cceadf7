import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

/**
 * The members of the class `Wide`, each with its documentation. Their order means nothing.
 *
 * @param {string} variable
 * @param {string} module
 */
function members(variable, module) {
  const text = readFileSync(join(process.env[variable] ?? "", `${module}.d.ts`), "utf8");
  const [, body] = /export class Wide \{\n(.*?)\n\}/s.exec(text) ?? [];
  return body.match(/(^ {4}\/\*\*.*?\*\/\n)?^ {4}[^ ].*?;$/gms)?.sort();
}

test("a class with methods of all kinds is declared as plain wasm-bindgen declares it", () => {
  const ours = members("FIXTURE_NODEJS", "fixture");
  assert.equal(ours?.length, 33);
  assert.deepEqual(ours, members("PLAIN_NODEJS", "plain"));
});
