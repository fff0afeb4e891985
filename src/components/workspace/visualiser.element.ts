/** The picture's place in the page. What draws it loads when there is something to draw. */
import { effect } from '@preact/signals-core';
import { onIntentOrIdle } from './intent.ts';
import { onSession, workspaceOf } from './session-of.ts';

class ClusterVisualiser extends HTMLElement {
  #life = new AbortController();

  connectedCallback(): void {
    this.#life = new AbortController();
    const workspace = workspaceOf(this);
    onSession(workspace, this.#life.signal, (session, life) => {
      const load = once(() => {
        const view = import('./visualiser-view.ts').then(({ VisualiserView }) => {
          if (!life.aborted) new VisualiserView(this, { session, playhead: workspace.playhead, life });
        });
        void view.catch(() => this.#sayMissing());
      });
      onIntentOrIdle(workspace, life, load);
      const stop = effect(() => {
        const program = session.program.value;
        workspace.playhead.show(program);
        if (program !== null) load();
      });
      life.addEventListener('abort', stop);
    });
  }

  disconnectedCallback(): void {
    this.#life.abort();
  }

  #sayMissing(): void {
    const place = this.querySelector('.stage-empty') as HTMLElement;
    place.textContent =
      'The picture could not be loaded; the table below says the same in words. Reload the page to try again.';
  }
}

function once(act: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    act();
  };
}

customElements.define('cluster-visualiser', ClusterVisualiser);
