/** Scrolls the panel of picture, timeline and table to one of them, and marks the one that is on top. */
class DockTabs extends HTMLElement {
  #life = new AbortController();

  connectedCallback(): void {
    this.#life = new AbortController();
    const { signal } = this.#life;
    const dock = this.nextElementSibling;
    if (dock === null) return;
    const parts = [...this.querySelectorAll('button')].map((button) => {
      const part = dock.querySelector<HTMLElement>(button.dataset['part'] ?? '');
      return { button, top: () => (part === null || part.hidden ? Infinity : placeIn(dock, part)) };
    });
    const mark = () => {
      const isAtEnd = dock.scrollTop > 0 && dock.scrollTop + dock.clientHeight >= dock.scrollHeight - 1;
      const seen = parts.filter(({ top }) => top() !== Infinity);
      const current = isAtEnd ? seen.at(-1) : seen.findLast(({ top }) => top() <= dock.scrollTop + 1);
      for (const { button } of parts) button.ariaCurrent = String(button === (current ?? parts[0])?.button);
    };
    for (const { button, top } of parts) {
      // Before a run there is no timeline: the empty picture says how to begin.
      const show = () => dock.scrollTo({ top: top() === Infinity ? 0 : top() });
      button.addEventListener('click', show, { signal });
    }
    dock.addEventListener('scroll', mark, { signal, passive: true });
  }

  disconnectedCallback(): void {
    this.#life.abort();
  }
}

/** In pixels below the first line of what scrolls. */
function placeIn(scroller: Element, part: Element): number {
  return part.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop;
}

customElements.define('dock-tabs', DockTabs);
