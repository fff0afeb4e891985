/** The projector: what the instructor chose, in large type, with the way in always on it. */
import { computed } from '@preact/signals-core';
import { connectScreen } from '../../browser/workshop/host.ts';
import type { ScreenView } from '../../core/workshop/views.ts';
import { count, stepName } from '../../core/workshop/words.ts';
import { element } from '../progress/dom.ts';
import { beliefList } from './belief-list.ts';
import type { BoardCourse } from './board.ts';
import { connectionWords } from './connection-words.ts';
import { heatMap } from './heat-map.ts';
import { askOffer, joinAddress, qrCode, siteFor } from './join.ts';
import { during, onNews, socketUrl } from './live.ts';
import { pollBars } from './poll-bars.ts';
import { timerLine } from './timer-line.ts';

const BELIEFS = 5;
type Course = Pick<BoardCourse, 'outline' | 'beliefs'>;

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
    const course = JSON.parse(this.querySelector('[data-course]')?.textContent ?? '') as Course;
    const client = connectScreen(socketUrl(), secret);
    life.addEventListener('abort', () => client.close());
    during(life, () => this.#say(client.status.value.is === 'open' ? '' : connectionWords(client.status.value)));
    during(life, () => {
      const screen = client.screen.value;
      if (screen !== undefined) this.#showFoot(screen, site);
    });
    const timer = timerLine(
      computed(() => client.screen.value?.timer ?? null),
      computed(() => client.screen.value?.now ?? 0),
      life,
    );
    this.#part('timer').append(timer);
    onNews(
      life,
      () => client.screen.value && contentOf(client.screen.value),
      (content) => {
        if (content !== undefined) this.#part('view').replaceChildren(...draw(content, { ...course, site }));
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

  #showFoot({ title, code, size }: ScreenView, site: string): void {
    this.#part('title').textContent = title;
    this.#part('join').textContent = `${joinAddress(site)}  code ${code}`;
    this.#part('size').textContent = count(size, 'learner');
  }
}

/** All that the view is drawn from: a clock that ticks on does not draw it anew. */
function contentOf({ shown, lead, polls, code, size, steps, beliefs, questions, spotlight }: ScreenView) {
  return {
    shown,
    lead,
    poll: polls.at(-1),
    code,
    size: shown === 'steps' ? size : 0,
    steps,
    beliefs,
    questions,
    spotlight,
  };
}

function draw(
  content: ReturnType<typeof contentOf>,
  { outline, beliefs: sentences, site }: Course & { readonly site: string },
): readonly Node[] {
  const { shown, lead, poll, code, size, steps = [], beliefs = [], questions = [], spotlight } = content;
  switch (shown) {
    case 'join':
      return [
        heading('Join with your own browser'),
        element('div', { className: 'screen-join' }, [
          element('div', {}, [
            element('p', { className: 'screen-address' }, [joinAddress(site)]),
            element('p', { className: 'screen-code' }, [code]),
          ]),
          element('div', { className: 'workshop-qr' }, [qrCode(site, code)]),
        ]),
      ];
    case 'step':
      return lead.step === null
        ? [heading('No step is open yet')]
        : [
            heading(stepName(outline, lead.step)),
            frame(`/embed/${lead.step}/?view=watch`, 'The step, run and watched'),
          ];
    case 'poll':
      if (poll === undefined) return [heading('No poll is open')];
      return [
        heading(poll.text),
        poll.counts === undefined
          ? element(
              'ul',
              { className: 'screen-choices' },
              poll.choices.map(({ text }) => element('li', {}, [text])),
            )
          : pollBars(poll.choices, poll.counts),
        element('p', { className: 'board-note' }, [poll.open ? 'Answer on your own screen.' : 'The poll is closed.']),
      ];
    case 'steps':
      return [heading('Where we are'), heatMap(steps, outline, size)];
    case 'beliefs':
      return [heading('What we believe'), beliefList(beliefs, sentences, BELIEFS)];
    case 'questions':
      return [
        heading('Questions'),
        element(
          'ul',
          { className: 'screen-choices' },
          questions.map((text) => element('li', {}, [text])),
        ),
      ];
    case 'spotlight':
      return spotlight === undefined
        ? [heading('No run is shared')]
        : [
            heading(`A run by ${spotlight.name}: ${stepName(outline, spotlight.step)}`),
            frame(`/replay/${spotlight.run}`, 'The shared run'),
          ];
    default:
      return shown satisfies never;
  }
}

function heading(text: string): HTMLElement {
  return element('h1', {}, [text]);
}

function frame(src: string, title: string): HTMLElement {
  return element('iframe', { src, title, className: 'screen-frame' }, []);
}

customElements.define('workshop-screen', WorkshopScreen);
