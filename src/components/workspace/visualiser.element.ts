/** The picture's place in the page. What draws it loads when there is something to draw. */
import { effect } from '@preact/signals-core';
import { onIntentOrIdle } from './intent.ts';
import { onPictureHost, type PictureHost } from './picture-host.ts';
import { onSession } from './session-of.ts';
import type { PictureActions } from './visualiser-view.ts';

class ClusterVisualiser extends HTMLElement {
  #life = new AbortController();

  connectedCallback(): void {
    this.#life = new AbortController();
    onPictureHost(this, this.#life.signal, (host) => this.#start(host, this.#life.signal));
  }

  disconnectedCallback(): void {
    this.#life.abort();
  }

  #start(host: PictureHost, signal: AbortSignal): void {
    if (host.isViewer) return this.#follow(host, signal);
    onSession(host, signal, (session, signal) => {
      const stop = effect(() => host.playhead.show(session.program.value));
      signal.addEventListener('abort', stop);
      this.#follow(host, signal, {
        signals: () => {
          const status = session.status.peek();
          return status.kind === 'running' ? status.booted.sandbox.capabilities.signals : [];
        },
        send: (name, worker) => session.signal(name, { worker }),
        sendLoad: () => host.querySelector<HTMLElement>('load-form [type=submit]')?.click(),
        title: session.step.id,
      });
    });
  }

  #follow(host: PictureHost, signal: AbortSignal, actions?: PictureActions): void {
    const { playhead } = host;
    const load = once(() => {
      const view = import('./visualiser-view.ts').then(({ VisualiserView }) => {
        if (!signal.aborted) new VisualiserView(this, { playhead, signal, actions });
      });
      void view.catch(() => this.#sayMissing());
    });
    onIntentOrIdle(host, signal, load);
    const stop = effect(() => {
      if (playhead.live.primary !== null) load();
    });
    signal.addEventListener('abort', stop);
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
