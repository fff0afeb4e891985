/** The projector: what the instructor chose, in large type, with the way in always on it. */
import { render } from 'lit-html';
import { partOf } from '../../../components/kit/query.ts';
import { watch } from '../../../components/kit/watch.ts';
import { readJson } from '../../../components/kit/read-json.ts';
import { connectScreen } from '../client/host.ts';
import type { ScreenView } from '../model/views.ts';
import { plural } from '../../../core/plural.ts';
import { stepName } from '../model/words.ts';
import { connectionWords } from './connection-words.ts';
import { joinAddress } from './join.ts';
import { socketUrl } from './live.ts';
import { askOffer, siteFor } from './offer.ts';
import { drawView, type Drawing } from './screen-view.ts';
import { timerLine, timerWords } from './timer-line.ts';

class WorkshopScreen extends HTMLElement {
  #life = new AbortController();

  connectedCallback(): void {
    this.#life = new AbortController();
    const signal = this.#life.signal;
    addEventListener('hashchange', () => location.reload(), { signal });
    const secret = location.hash.slice(1);
    if (secret === '') return this.#say('Open the projector from the instructor’s board: its link carries a secret.');
    void this.#open(secret, signal);
  }

  async #open(secret: string, signal: AbortSignal): Promise<void> {
    const site = siteFor(await askOffer());
    const course = readJson<Drawing['course']>(this, '[data-course]');
    const client = connectScreen(socketUrl(), secret);
    signal.addEventListener('abort', () => client.close());
    watch(signal, () =>
      this.#say(client.status.value.is === 'open' ? '' : connectionWords(client.status.value, 'screen')),
    );
    watch(signal, () => {
      const screen = client.screen.value;
      if (screen === undefined) return;
      render(drawView({ screen, course, site }), partOf(this, 'view'));
      this.#showFoot(screen, course, site);
    });
    const left = timerWords(() => client.screen.value, signal);
    watch(signal, () => render(timerLine(left.value), partOf(this, 'timer')));
  }

  disconnectedCallback(): void {
    this.#life.abort();
  }

  #say(sentence: string): void {
    partOf(this, 'said').textContent = sentence;
  }

  #showFoot({ title, code, size, lead, shown }: ScreenView, { outline }: Drawing['course'], site: string): void {
    partOf(this, 'title').textContent = title;
    partOf(this, 'step').textContent =
      lead.step === null || shown === 'step' ? '' : `We are at ${stepName(outline, lead.step)}`;
    partOf(this, 'join').textContent = `${joinAddress(site)}  code ${code}`;
    partOf(this, 'size').textContent = plural(size, 'learner');
  }
}

customElements.define('workshop-screen', WorkshopScreen);
