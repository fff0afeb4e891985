/** What makes a framed page alive: it opens the workspace where one shows, keeps the theme, and starts by itself if asked to. */
import { offeredViews, parseEmbedOptions, type Embeddable, type EmbedTheme } from '../../core/embed/embed-options.ts';
import { attachForms } from './sandboxed-forms.ts';
import { onceInView } from './in-view.ts';
import type { Workspace } from '../workspace/session-of.ts';

class EmbedPage extends HTMLElement {
  #life = new AbortController();
  #theme: EmbedTheme = 'system';

  connectedCallback(): void {
    this.#life = new AbortController();
    const life = this.#life.signal;
    const { kind = 'step' } = document.documentElement.dataset as { kind?: Embeddable['kind'] };
    const options = parseEmbedOptions(new URLSearchParams(location.search), offeredViews(kind));
    attachForms(this, life);
    this.addEventListener('click', (event) => this.#leadOut(event), { capture: true, signal: life });
    this.#showTheme(options.theme);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.#showTheme(this.#theme), {
      signal: life,
    });
    document.documentElement.toggleAttribute('data-fixed', options.height !== undefined);
    const workspace = this.querySelector<Workspace>('lesson-workspace, playground-workspace');
    const runs = options.views.includes('run');
    if (workspace === null || !(runs || options.views.includes('watch'))) return;
    if (!runs) workspace.dataset['runsSolution'] = '';
    if (!options.views.includes('watch')) this.#nameLoadTab(workspace);
    workspace.dispatchEvent(new Event('step-open'));
    // A program in the fragment may be anybody's: it waits for the reader's own press.
    if (options.autorun && kind === 'step') onceInView(workspace, life, () => void workspace.run());
  }

  disconnectedCallback(): void {
    this.#life.abort();
  }

  #showTheme(theme: EmbedTheme): void {
    this.#theme = theme;
    const isDark = matchMedia('(prefers-color-scheme: dark)').matches;
    document.documentElement.dataset['theme'] = theme === 'system' ? (isDark ? 'dark' : 'light') : theme;
  }

  /** On a narrow frame the panels take turns; where no picture shows, its tab leads to the load alone. */
  #nameLoadTab(workspace: HTMLElement): void {
    const tab = workspace.querySelector('[data-shows=picture]');
    if (tab !== null) tab.textContent = 'Load';
  }

  /** Links lead out of the frame; those to the page itself stay in it. */
  #leadOut(event: Event): void {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link === null || link.href === '') return;
    if (link.dataset['full'] !== undefined) link.hash = location.hash || link.hash;
    const isHere = link.origin === location.origin && link.pathname === location.pathname;
    link.target = isHere ? '_self' : '_blank';
    link.rel = 'noopener';
  }
}

customElements.define('embed-page', EmbedPage);
