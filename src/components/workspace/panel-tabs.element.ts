/** Chooses which panel a narrow screen shows: the one that was asked for, the picture once a run begins, the code once it has failed. */
import { effect, untracked } from '@preact/signals-core';
import { onSession, workspaceOf } from './session-of.ts';
import { markTab, operateTabs } from './tabs.ts';

class PanelTabs extends HTMLElement {
  #life = new AbortController();

  connectedCallback(): void {
    this.#life = new AbortController();
    const workspace = workspaceOf(this);
    operateTabs(this, this.#life.signal, (tab) => {
      workspace.dataset['panel'] = tab.dataset['shows'] ?? 'code';
    });
    onSession(workspace, this.#life.signal, (session, signal) => {
      const stop = effect(() => {
        if (session.program.value !== null) untracked(() => this.turn('code', 'picture'));
      });
      signal.addEventListener('abort', stop);
    });
  }

  disconnectedCallback(): void {
    this.#life.abort();
  }

  /** Who looks at `from` sees nothing of the news; who chose another panel stays there. */
  turn(from: 'code' | 'picture', to: 'code' | 'picture'): void {
    const { dataset } = workspaceOf(this);
    const tab = this.querySelector<HTMLElement>(`[data-shows=${to}]`);
    if (tab?.checkVisibility() !== true || (dataset['panel'] ?? 'code') !== from) return;
    markTab(this, tab);
    dataset['panel'] = to;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'panel-tabs': PanelTabs;
  }
}

customElements.define('panel-tabs', PanelTabs);
