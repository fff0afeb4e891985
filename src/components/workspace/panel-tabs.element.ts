/** Chooses which panel a narrow screen shows. */
import { workspaceOf } from './session-of.ts';
import { operateTabs } from './tabs.ts';

class PanelTabs extends HTMLElement {
  #life = new AbortController();

  connectedCallback(): void {
    this.#life = new AbortController();
    const workspace = workspaceOf(this);
    operateTabs(this, this.#life.signal, (tab) => {
      workspace.dataset['panel'] = tab.dataset['shows'] ?? 'code';
    });
  }

  disconnectedCallback(): void {
    this.#life.abort();
  }
}

customElements.define('panel-tabs', PanelTabs);
