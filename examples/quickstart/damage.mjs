// Ways in which a weather file gets damaged, and the panic that each leads to.

/**
 * @typedef {{
 *   what: string,
 *   apply: (csv: string) => string,
 *   message: string,
 *   file: string,
 *   code: string,
 *   frame: string,
 * }} Damage `code` is a part of the line that panics, `frame` the function around it.
 */

/** @type {Damage[]} */
export const DAMAGES = [
  {
    what: "The header calls its column `date` something else",
    apply: (csv) => editLine(csv, 1, (header) => header.replace(",date,", ",day,")),
    message: "called `Option::unwrap()` on a `None` value",
    file: "day.rs",
    code: "position(|column| column == name).unwrap()",
    frame: "position",
  },
  {
    what: "Line 100 has a word for a number",
    apply: (csv) => editLine(csv, 100, (line) => line.replace(/,[\d.]+,/, ",trace,")),
    message: "called `Result::unwrap()` on an `Err` value: ParseFloatError { kind: Invalid }",
    file: "day.rs",
    code: "field.parse().unwrap()",
    frame: "number",
  },
  {
    what: "Only the header is there",
    apply: (csv) => csv.slice(0, csv.indexOf("\n") + 1),
    message: "attempt to divide by zero",
    file: "summary.rs",
    code: "part * 100 / whole",
    frame: "percent",
  },
  {
    what: "The last line breaks off",
    apply: (csv) => csv.slice(0, csv.lastIndexOf("-") + 3),
    message: "called `Option::unwrap()` on a `None` value",
    file: "day.rs",
    code: "&line[column]",
    frame: "day",
  },
  {
    what: "Line 1000 has full-width digits in its date",
    apply: (csv) => editLine(csv, 1000, (line) => line.replace(/\d{4}/, fullWidth)),
    message: "byte index 5 is not a char boundary",
    file: "day.rs",
    code: "date[5..7]",
    frame: "month",
  },
  {
    what: "Line 2000 has day and month swapped",
    apply: (csv) => editLine(csv, 2000, (line) => line.replace(/(\d\d)-(\d\d),/, "$2-$1,")),
    message: "index out of bounds: the len is 12 but the index is 20",
    file: "summary.rs",
    code: "self.by_month[day.month - 1]",
    frame: "add",
  },
  {
    what: "Line 2500 ends in NUL bytes",
    apply: (csv) => editLine(csv, 2500, (line) => line.replace(/\w+$/, nul)),
    message: 'nobody has seen the weather "\\0\\0\\0',
    file: "day.rs",
    code: "panic!(",
    frame: "known",
  },
];

/**
 * @param {string} csv
 * @param {number} number from 1
 * @param {(line: string) => string} edit
 */
function editLine(csv, number, edit) {
  const lines = csv.split("\n");
  lines[number - 1] = edit(lines[number - 1]);
  return lines.join("\n");
}

/** @param {string} digits */
const fullWidth = (digits) =>
  digits.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)));

/** @param {string} word */
const nul = (word) => "\0".repeat(word.length);
