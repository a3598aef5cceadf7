/** @typedef {import("./rows.mjs").Row} Row */
/** @typedef {{ name: string, run: (times: number) => Promise<number> | number, limit: number }} Subject */

const WARM_UP = 150;
const BATCH = 1;
const ROUNDS = 150;

/**
 * Nanoseconds for each call, one for each round: the subjects take turns, so that whatever else the machine does
 * falls on all of them.
 *
 * @param {Row} row
 * @param {Record<string, ReturnType<typeof import("./load.mjs").load>>} modules
 * @returns {Promise<Record<string, number[]>>}
 */
export async function measure(row, modules) {
  const subjects = subjectsOf(row, modules);
  let slowest = 0;
  for (const subject of subjects) slowest = Math.max(slowest, await warmUp(subject));
  const times = Math.max(1, Math.round(BATCH / slowest));
  const samples = Object.fromEntries(subjects.map(({ name }) => [name, /** @type {number[]} */ ([])]));
  for (let round = 0; round < ROUNDS; round++) {
    for (let turn = 0; turn < subjects.length; turn++) {
      const subject = subjects[(round + turn) % subjects.length];
      const spent = await timed(subject, times);
      samples[subject.name].push((spent * 1e6) / times / (row.times ?? 1));
    }
  }
  return samples;
}

/**
 * @param {Row} row
 * @param {Parameters<typeof measure>[1]} modules
 * @returns {Subject[]}
 */
function subjectsOf(row, modules) {
  const limit = row.stackTraceLimit ?? 10;
  const names = row.subjects ?? ["plain", "export", "recovering"];
  const subjects = names.map((name) => {
    const isPlain = name === "plain";
    const call = (isPlain && row.plain) || row.call;
    return {
      name,
      run: loop(row, name, row.setup, call, modules[(isPlain && row.plainModule) || name]),
      limit: (isPlain && row.plainStackTraceLimit) || limit,
    };
  });
  if (!row.floor) return subjects;
  return [
    ...subjects,
    { name: "floor", run: loop(row, "floor", row.floorSetup, row.floor, modules.plain), limit: row.floorStackTraceLimit ?? limit },
  ];
}

/**
 * A loop of the subject's own, which gives the milliseconds it took. The comment keeps the engine from taking it for
 * one that it has compiled before.
 *
 * @param {Row} row
 * @param {string} name
 * @param {string | undefined} setup
 * @param {string} call
 * @param {{ glue: any, raw: any }} module
 */
function loop({ isAsync }, name, setup = "", call, { glue, raw }) {
  const isOwnClock = call.includes("spent");
  const source = `// ${name}
    ${setup}
    return ${isAsync ? "async " : ""}(times) => {
      let last, spent = 0;
      const begin = performance.now();
      for (let i = 0; i < times; i++) { ${call} }
      globalThis.last = last;
      return ${isOwnClock ? "spent" : "performance.now() - begin"};
    }`;
  return new Function("glue", "raw", source)(glue, raw);
}

/**
 * Runs until the engine has done its best, and gives the milliseconds for a call.
 *
 * @param {Subject} subject
 */
async function warmUp(subject) {
  const end = performance.now() + WARM_UP;
  let times = 1;
  let each = Infinity;
  while (performance.now() < end) {
    const spent = await timed(subject, times);
    each = spent / times;
    if (spent < BATCH) times *= 2;
  }
  return each;
}

/**
 * @param {Subject} subject
 * @param {number} times
 */
async function timed({ run, limit }, times) {
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = limit;
  try {
    return await run(times);
  } finally {
    Error.stackTraceLimit = before;
  }
}
