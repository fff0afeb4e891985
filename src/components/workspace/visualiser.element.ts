/** Puts the topology on a canvas; the picture changes only because the trace has changed. */
import { effect } from '@preact/signals-core';
import { emptyTopology, type Topology } from '../../core/trace/topology.ts';
import { FrameClock } from '../../visualiser/frame-clock.ts';
import { describePicture } from '../../visualiser/describe.ts';
import { paint } from '../../visualiser/painter.ts';
import { Flights } from '../../visualiser/flights.ts';
import { drawScene } from '../../visualiser/scene.ts';
import { onSession } from './session-of.ts';

class ClusterVisualiser extends HTMLElement {
  #life = new AbortController();
  #topology: Topology = emptyTopology;
  readonly #flights = new Flights();

  connectedCallback(): void {
    this.#life = new AbortController();
    const { signal } = this.#life;
    const canvas = this.querySelector('canvas') as HTMLCanvasElement;
    const still = matchMedia('(prefers-reduced-motion: reduce)');
    const clock = new FrameClock(canvas, (now) => {
      const size = { width: canvas.clientWidth, height: canvas.clientHeight };
      paint(canvas, drawScene(this.#topology, this.#flights.at(now), size));
      return this.#flights.areFlying(now);
    });
    signal.addEventListener('abort', () => clock.dispose());
    const themes = new MutationObserver(() => clock.wake());
    themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    signal.addEventListener('abort', () => themes.disconnect());
    onSession(this.closest('lesson-workspace') as HTMLElement, signal, (session, life) => {
      const stop = effect(() => {
        const next = session.topology.value;
        if (!still.matches) this.#flights.launch(this.#topology, next, performance.now());
        this.#topology = next;
        canvas.ariaLabel = describePicture(next);
        clock.wake();
      });
      life.addEventListener('abort', stop);
    });
  }

  disconnectedCallback(): void {
    this.#life.abort();
  }
}

customElements.define('cluster-visualiser', ClusterVisualiser);
