// Tabs as the ARIA practices have them: one stop for the Tab key, arrow keys from one to the next.

/**
 * @param {HTMLElement} panel that all the tabs control
 * @param {(id: string) => void} select is told the tab that was chosen
 */
export function watchTabs(panel, select) {
  const tabs = [...document.querySelectorAll(`[role="tab"][aria-controls="${panel.id}"]`)];
  for (const tab of /** @type {HTMLElement[]} */ (tabs)) {
    tab.addEventListener("click", () => choose(tab));
    tab.addEventListener("keydown", (event) => {
      const next = target(event.key, tabs.indexOf(tab));
      if (next === undefined) return;
      event.preventDefault();
      choose(/** @type {HTMLElement} */ (tabs.at(next % tabs.length)));
    });
  }

  /** @param {HTMLElement} chosen */
  function choose(chosen) {
    for (const tab of /** @type {HTMLElement[]} */ (tabs)) {
      tab.ariaSelected = String(tab === chosen);
      tab.tabIndex = tab === chosen ? 0 : -1;
    }
    panel.setAttribute("aria-labelledby", chosen.id);
    chosen.focus();
    select(chosen.id);
  }
}

/**
 * @param {string} key
 * @param {number} index
 */
function target(key, index) {
  const targets = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: -1 };
  return targets[/** @type {keyof typeof targets} */ (key)];
}
