/** The keyboard of a tablist (WAI-ARIA Authoring Practices, tabs with automatic activation). */

/** Shows which tab is chosen, and leaves the others to the arrow keys. */
export function markTab(tablist: Element, chosen: HTMLElement): void {
  for (const tab of tablist.querySelectorAll<HTMLElement>('[role=tab]')) {
    tab.setAttribute('aria-selected', String(tab === chosen));
    tab.tabIndex = tab === chosen ? 0 : -1;
  }
}

/** Calls `select` with the tab that was clicked or reached by arrow, Home or End. */
export function operateTabs(tablist: Element, signal: AbortSignal, select: (tab: HTMLElement) => void): void {
  const tabs = () => [...tablist.querySelectorAll<HTMLElement>('[role=tab]')];
  const choose = (tab: HTMLElement | undefined) => {
    if (tab === undefined) return;
    markTab(tablist, tab);
    select(tab);
  };
  tablist.addEventListener(
    'click',
    (event) => choose((event.target as Element).closest<HTMLElement>('[role=tab]') ?? undefined),
    { signal },
  );
  tablist.addEventListener(
    'keydown',
    (event) => {
      const all = tabs();
      const at = all.indexOf(document.activeElement as HTMLElement);
      const { key } = event as KeyboardEvent;
      const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[key];
      if (at < 0 || to === undefined) return;
      event.preventDefault();
      const tab = all.at(to % all.length);
      choose(tab);
      tab?.focus();
    },
    { signal },
  );
}
