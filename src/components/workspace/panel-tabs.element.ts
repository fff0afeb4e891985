/** Chooses which panel a narrow screen shows. */
import { operateTabs } from './tabs.ts';

class PanelTabs extends HTMLElement {
  #life = new AbortController();

  connectedCallback(): void {
    this.#life = new AbortController();
    const workspace = this.closest<HTMLElement>('lesson-workspace');
    operateTabs(this, this.#life.signal, (tab) => {
      if (workspace) workspace.dataset['panel'] = tab.dataset['shows'] ?? 'code';
    });
  }

  disconnectedCallback(): void {
    this.#life.abort();
  }
}

customElements.define('panel-tabs', PanelTabs);
