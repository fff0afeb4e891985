/** The projector: what the instructor chose, in large type, with the way in always on it. */
import { readJson } from '../../../components/kit/read-json.ts';
import { computed, untracked } from '@preact/signals-core';
import { connectScreen } from '../client/host.ts';
import type { ScreenView } from '../model/views.ts';
import { plural } from '../../../core/plural.ts';
import { stepName } from '../model/words.ts';
import { connectionWords } from './connection-words.ts';
import { joinAddress } from './join.ts';
import { during, onNews, socketUrl } from './live.ts';
import { askOffer, siteFor } from './offer.ts';
import { drawView, viewKey, type Drawing } from './screen-view.ts';
import { timerLine } from './timer-line.ts';

class WorkshopScreen extends HTMLElement {
  #life = new AbortController();

  connectedCallback(): void {
    this.#life = new AbortController();
    const life = this.#life.signal;
    addEventListener('hashchange', () => location.reload(), { signal: life });
    const secret = location.hash.slice(1);
    if (secret === '') return this.#say('Open the projector from the instructor’s board: its link carries a secret.');
    void this.#open(secret, life);
  }

  async #open(secret: string, life: AbortSignal): Promise<void> {
    const site = siteFor(await askOffer());
    const course = readJson<Drawing['course']>(this, '[data-course]');
    const client = connectScreen(socketUrl(), secret);
    life.addEventListener('abort', () => client.close());
    during(life, () =>
      this.#say(client.status.value.is === 'open' ? '' : connectionWords(client.status.value, 'screen')),
    );
    during(life, () => {
      const screen = client.screen.value;
      if (screen !== undefined) this.#showFoot(screen, course, site);
    });
    const timer = timerLine(
      computed(() => client.screen.value?.timer ?? null),
      computed(() => client.screen.value?.now ?? 0),
      life,
    );
    this.#part('timer').append(timer);
    let shown = new AbortController();
    life.addEventListener('abort', () => shown.abort());
    onNews(
      life,
      () => client.screen.value && viewKey(client.screen.value),
      (key) => {
        shown.abort();
        shown = new AbortController();
        if (key === undefined) return;
        const screen = computed(() => client.screen.value as ScreenView);
        const view = untracked(() => drawView({ screen, course, site, life: shown.signal }));
        this.#part('view').replaceChildren(...view);
      },
    );
  }

  disconnectedCallback(): void {
    this.#life.abort();
  }

  #part(name: string): HTMLElement {
    return this.querySelector(`[data-part=${name}]`) as HTMLElement;
  }

  #say(sentence: string): void {
    this.#part('said').textContent = sentence;
  }

  #showFoot({ title, code, size, lead, shown }: ScreenView, { outline }: Drawing['course'], site: string): void {
    this.#part('title').textContent = title;
    this.#part('step').textContent =
      lead.step === null || shown === 'step' ? '' : `We are at ${stepName(outline, lead.step)}`;
    this.#part('join').textContent = `${joinAddress(site)}  code ${code}`;
    this.#part('size').textContent = plural(size, 'learner');
  }
}

customElements.define('workshop-screen', WorkshopScreen);
