/** What makes a framed page alive: it opens the workspace where one shows, keeps the theme, and starts by itself if asked to. */
import { openEmbedFrame, type Tell } from '../client/embed-frame.ts';
import {
  offeredViews,
  parseEmbedOptions,
  type Embeddable,
  type EmbedOptions,
  type EmbedTheme,
} from '../model/embed-options.ts';
import { answeredStatement, type Activity } from '../model/statement.ts';
import { plain } from '../../../core/inline-code.ts';
import { itemsLink } from '../../quiz/model/items-link.ts';
import type { QuizAnswered } from '../../lesson/ui/quiz-answered.ts';
import type { QuizForm } from '../../lesson/ui/quiz-form.element.ts';
import { query } from '../../../components/kit/query.ts';
import { onSession, type Workspace } from '../../../components/workspace/session-of.ts';
import { onceInView } from './in-view.ts';
import { attachForms } from './sandboxed-forms.ts';
import { tellSession } from './session-news.ts';

class EmbedPage extends HTMLElement {
  #life = new AbortController();
  #theme: EmbedTheme = 'system';

  connectedCallback(): void {
    this.#life = new AbortController();
    const signal = this.#life.signal;
    const { kind = 'step' } = document.documentElement.dataset as { kind?: Embeddable['kind'] };
    const options = parseEmbedOptions(new URLSearchParams(location.search), offeredViews(kind));
    attachForms(this, signal);
    this.addEventListener('click', (event) => this.#onClick(event), { capture: true, signal });
    this.#showTheme(options.theme);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.#showTheme(this.#theme), {
      signal,
    });
    document.documentElement.toggleAttribute('data-fixed', options.height !== undefined);
    const { embed = '' } = document.documentElement.dataset;
    const frame = {
      embed,
      content: this,
      height: options.height,
      onTheme: (theme: EmbedTheme) => this.#showTheme(theme),
    };
    const tell = openEmbedFrame(frame, signal);
    this.addEventListener('quiz-answered', (event) => tellAnswer(event, tell), { signal });
    this.#openWorkspace(kind, options, tell);
    const { title, url } = this.#activity;
    tell({ type: 'ready', title, url, views: options.views });
  }

  disconnectedCallback(): void {
    this.#life.abort();
  }

  get #activity(): Activity {
    const { href } = query(this, '[data-full]', HTMLAnchorElement);
    return { site: location.origin, url: href, title: this.dataset['title'] ?? '' };
  }

  #openWorkspace(kind: Embeddable['kind'], { views, autorun }: EmbedOptions, tell: Tell): void {
    const workspace = this.querySelector<Workspace>('lesson-workspace, playground-workspace');
    const [runs, watches] = [views.includes('run'), views.includes('watch')];
    if (workspace === null || !(runs || watches)) return;
    if (!runs) workspace.dataset['runsSolution'] = '';
    if (!watches) nameLoadTab(workspace);
    const signal = this.#life.signal;
    onSession(workspace, signal, (session, open) => tellSession(session, tell, this.#activity, open));
    workspace.dispatchEvent(new Event('step-open'));
    // A program in the fragment may be anybody's: it waits for the reader's own press.
    if (autorun && kind === 'step') onceInView(workspace, signal, () => void workspace.run());
  }

  #showTheme(theme: EmbedTheme): void {
    this.#theme = theme;
    const isDark = matchMedia('(prefers-color-scheme: dark)').matches;
    document.documentElement.dataset['theme'] = theme === 'system' ? (isDark ? 'dark' : 'light') : theme;
  }

  /** Links lead out of the frame; those to the page itself stay in it. */
  #onClick(event: MouseEvent): void {
    // A frame may be much higher than the screen: a dialog opens where the reader is (features/embed/ui/embed.css).
    this.style.setProperty('--pressed-at', `${Math.round(event.clientY)}px`);
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link === null || link.href === '') return;
    // A framed playground is what its fragment says, and so is the full one.
    if (link.pathname === '/playground/') link.hash = location.hash;
    const isHere = link.origin === location.origin && link.pathname === location.pathname;
    link.target = isHere ? '_self' : '_blank';
    link.rel = 'noopener';
  }
}

/** On a narrow frame the panels take turns; where no picture shows, its tab leads to the load alone. */
function nameLoadTab(workspace: HTMLElement): void {
  const tab = workspace.querySelector('[data-shows=picture]');
  if (tab !== null) tab.textContent = 'Load';
}

/** Where the question is asked alone is its address. */
function tellAnswer({ detail: { key, given, correct, at }, target }: CustomEvent<QuizAnswered>, tell: Tell): void {
  const { question } = (target as QuizForm).data;
  const url = new URL(itemsLink('/quiz/', [key]), location.href).href;
  const activity = { site: location.origin, url, title: plain(question.question) };
  tell({ type: 'quiz-answered', correct, statement: answeredStatement(activity, question, given, correct, at) });
}

customElements.define('embed-page', EmbedPage);
