// What a module exports, by its declarations: names, and the types of parameters.

import { readFileSync } from "node:fs";

/** @typedef {{ name: string, kind: "function" | "constructor" | "method" | "static" | "setter" | "getter", of?: string, types: string[] }} Way */

/**
 * All that can be called.
 *
 * @param {string} declarations the .d.ts
 * @returns {Way[]}
 */
export function ways(declarations) {
  const found = [];
  /** @type {string | undefined} */
  let of;
  for (const line of readFileSync(declarations, "utf8").split("\n")) {
    const opened = /^export class (\w+)/.exec(line);
    if (opened) of = opened[1];
    else if (line === "}") of = undefined;
    const free = /^export function (\w+)\((.*)\): .*;$/.exec(line);
    if (free) found.push({ name: free[1], kind: "function", types: types(free[2]) });
    const member = of && /^ {4}(static )?(\w+)\((.*)\)(?:: .*)?;$/.exec(line);
    if (member) {
      const kind = member[2] === "constructor" ? "constructor" : member[1] ? "static" : "method";
      found.push({ name: member[2], kind, of, types: types(member[3]) });
    }
    const field = of && /^ {4}(readonly )?(\w+): (.*);$/.exec(line);
    if (field) found.push({ name: field[2], kind: "getter", of, types: [] });
    if (field && !field[1]) found.push({ name: field[2], kind: "setter", of, types: [field[3]] });
  }
  return found;
}

/** @param {string} parameters */
function types(parameters) {
  const list = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at <= parameters.length; at++) {
    const sign = parameters[at];
    if ("(<[{".includes(sign || "?")) depth++;
    else if (")>]}".includes(sign || "?") && parameters[at - 1] !== "=") depth--;
    else if ((sign === "," && depth === 0) || sign === undefined) {
      const one = parameters.slice(from, at).trim();
      if (one) list.push(one.slice(one.indexOf(":") + 1).trim());
      from = at + 1;
    }
  }
  return list;
}
