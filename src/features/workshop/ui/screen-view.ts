/** What the projector shows, by the instructor's choice. A view is drawn once, and what changes in it changes in its place. */
import { computed, type ReadonlySignal } from '@preact/signals-core';
import type { ScreenView } from '../model/views.ts';
import { stepName } from '../model/words.ts';
import { element } from '../../../components/kit/dom.ts';
import { beliefList } from './belief-list.ts';
import type { BoardCourse } from './board.ts';
import { heatMap } from './heat-map.ts';
import { joinAddress, qrCode } from './join.ts';
import { during, onNews } from './live.ts';
import { pollBars } from './poll-bars.ts';

const BELIEFS = 5;

export interface Drawing {
  readonly screen: ReadonlySignal<ScreenView>;
  readonly course: Pick<BoardCourse, 'outline' | 'beliefs'>;
  /** The site as learners reach it, with its slash. */
  readonly site: string;
  /** Of this view: it ends when another one is shown. */
  readonly life: AbortSignal;
}

/** Another view is drawn when this is another one. */
export function viewKey({ shown, lead, poll, code, spotlight, ended }: ScreenView): string {
  const about = { join: code, step: lead.step, poll: poll?.id, spotlight };
  return JSON.stringify([ended, shown, shown in about ? about[shown as keyof typeof about] : null]);
}

export function drawView(drawing: Drawing): readonly Node[] {
  const { screen, course, site } = drawing;
  const { shown, lead, code, spotlight, ended } = screen.peek();
  if (ended && (shown === 'join' || shown === 'step')) return [heading('The workshop has ended')];
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
            heading(stepName(course.outline, lead.step)),
            frame(`/embed/${lead.step}/?view=watch`, 'The step, run and watched'),
          ];
    case 'poll':
      return poll(drawing);
    case 'steps':
      return [heading('Where we are'), classHeat(drawing)];
    case 'beliefs':
      return [heading('What we believe'), beliefs(drawing)];
    case 'questions':
      return [heading('Questions'), questions(drawing)];
    case 'spotlight':
      return spotlight === undefined
        ? [heading('No run is shared')]
        : [
            heading(`A run by ${spotlight.name}: ${stepName(course.outline, spotlight.step)}`),
            frame(`/replay/${spotlight.run}`, 'The shared run'),
          ];
    default:
      return shown satisfies never;
  }
}

/** Its choices until the instructor reveals what was answered, and then the bars. */
function poll({ screen, life }: Drawing): readonly Node[] {
  const asked = screen.peek().poll;
  if (asked === undefined) return [heading('No poll was asked yet')];
  const choices = list(asked.choices.map(({ text }) => text));
  const bars = pollBars(() => {
    const { choices: each = [], counts } = screen.value.poll ?? {};
    return { choices: each, counts };
  }, life);
  const note = element('p', { className: 'board-note' }, []);
  during(life, () => {
    const { counts, open = false } = screen.value.poll ?? {};
    choices.hidden = counts !== undefined;
    note.textContent = open ? 'Answer on your own screen.' : 'The poll is closed.';
  });
  return [heading(asked.text), choices, bars, note];
}

function classHeat({ screen, course, life }: Drawing): HTMLElement {
  const heat = computed(() => ({ steps: screen.value.steps ?? [], size: screen.value.size, pace: screen.value.pace }));
  return heatMap(heat, course.outline, life);
}

function beliefs({ screen, course, life }: Drawing): HTMLElement {
  const place = element('div', {}, []);
  onNews(
    life,
    () => screen.value.beliefs ?? [],
    (held) => place.replaceChildren(beliefList(held, course.beliefs, BELIEFS)),
  );
  return place;
}

function questions({ screen, life }: Drawing): HTMLElement {
  const place = element('div', {}, []);
  onNews(
    life,
    () => screen.value.questions ?? [],
    (asked) => place.replaceChildren(asked.length === 0 ? 'Nobody waits for an answer.' : list(asked)),
  );
  return place;
}

function list(texts: readonly string[]): HTMLElement {
  return element(
    'ul',
    { className: 'screen-choices' },
    texts.map((text) => element('li', {}, [text])),
  );
}

function heading(text: string): HTMLElement {
  return element('h1', {}, [text]);
}

function frame(src: string, title: string): HTMLElement {
  return element('iframe', { src, title, className: 'screen-frame' }, []);
}
