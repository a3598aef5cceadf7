// Does to the example's page what a visitor does, from a page of the same origin.

/** @typedef {Window & typeof globalThis & { hacked?: unknown }} PageWindow */

const frame = /** @type {HTMLIFrameElement} */ (document.querySelector("iframe"));
const WAIT = 60_000;

/** What the page's window was told of, and should not have been. */
export const complaints = /** @type {string[]} */ ([]);

export const page = {
  get window() {
    return /** @type {PageWindow} */ (frame.contentWindow);
  },
  get document() {
    return /** @type {Document} */ (frame.contentDocument);
  },
  /** @param {string} id */
  element: (id) => /** @type {HTMLElement} */ (page.document.getElementById(id)),
  /** @param {string} id */
  text: (id) => page.element(id).textContent ?? "",
  /** @param {string} id */
  isShown: (id) => page.element(id).checkVisibility(),
  /** @param {string} id */
  click: (id) => page.element(id).click(),
  get editor() {
    return /** @type {HTMLTextAreaElement} */ (page.element("editor"));
  },
  get result() {
    return page.element("result").innerHTML;
  },
};

/** Waits until the page has rendered its first text. */
export async function opened() {
  await until("the first text is rendered", () =>
    !!page.document?.getElementById("result")?.innerHTML);
  for (const kind of ["error", "unhandledrejection", "securitypolicyviolation"]) {
    page.window.addEventListener(kind, (event) => {
      const { message, reason, violatedDirective } = /** @type {any} */ (event);
      complaints.push(`${kind}: ${message ?? reason ?? violatedDirective}`);
    });
  }
}

/** Loads the page anew. */
export async function reload() {
  const left = page.document;
  frame.contentWindow?.location.reload();
  await until("the page is loaded anew", () => page.document !== left);
  await opened();
}

/** @param {string} text */
export function type(text) {
  page.editor.value = text;
  page.editor.dispatchEvent(new page.window.InputEvent("input", { bubbles: true }));
}

/**
 * @param {HTMLElement} target
 * @param {string} key
 */
export function press(target, key) {
  const options = { key, bubbles: true, cancelable: true };
  target.dispatchEvent(new page.window.KeyboardEvent("keydown", options));
}

/**
 * @param {string} what
 * @param {() => boolean} condition
 */
export async function until(what, condition) {
  const end = performance.now() + WAIT;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`not seen in time: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/**
 * @param {unknown} actual
 * @param {unknown} expected
 */
export function same(actual, expected) {
  const [left, right] = [actual, expected].map((value) => JSON.stringify(value));
  if (left !== right) throw new Error(`${left} is not ${right}`);
}

/**
 * @param {string} text
 * @param {string | RegExp} part
 */
export function includes(text, part) {
  const found = typeof part === "string" ? text.includes(part) : part.test(text);
  if (!found) throw new Error(`${JSON.stringify(text)} has no ${part}`);
}
