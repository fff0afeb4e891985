/** Everything that a learner sees of a workshop and says to it: on the workshop's page, and behind the bar of the other pages. */
import { computed, type ReadonlySignal } from '@preact/signals-core';
import type { LearnerClient } from '../client/learner.ts';
import type { Outcome } from '../../../core/outcome.ts';
import type { CourseOutline } from '../../progress/model/outline.ts';
import { addressOf } from '../../quiz/model/quiz-item.ts';
import { WORKSHOP_LIMITS } from '../model/limits.ts';
import { stepName } from '../model/words.ts';
import { element } from '../../../components/kit/dom.ts';
import { connectionWords } from './connection-words.ts';
import { keyedList } from './keyed-list.ts';
import { learnerPoll, type OwnPoll } from './learner-poll.ts';
import { during, onNews } from './live.ts';
import { timerLine } from './timer-line.ts';

export interface PanelOptions {
  readonly client: LearnerClient;
  readonly outline: CourseOutline;
  /** The step that the page shows; undefined where it shows none. */
  readonly here?: ReadonlySignal<string | null>;
  readonly life: AbortSignal;
  /** The run of this page, packed; undefined where the page runs nothing. */
  readonly runToShare?: (() => Promise<Outcome<{ readonly step: string; readonly run: string }>>) | undefined;
  /** The learner leaves for good. */
  readonly onLeave: () => void;
}

export function learnerPanel(options: PanelOptions): HTMLElement {
  const { client, life } = options;
  const title = element('h2', {}, []);
  const who = element('p', { className: 'workshop-who' }, []);
  const state = element('p', { role: 'status', ariaLabel: 'Connection', className: 'workshop-state' }, []);
  during(life, () => {
    title.textContent = client.class.value?.title ?? 'Workshop';
    who.textContent = client.own.value === undefined ? '' : `You are here as ${client.own.value.name}.`;
  });
  during(life, () => {
    state.textContent = connectionWords(client.status.value, 'learner', client.unsent.value);
    state.dataset['is'] = client.status.value.is;
  });
  return element('div', { className: 'workshop-panel' }, [
    element('div', { className: 'workshop-head' }, [title, who, state]),
    leadPart(options),
    pollsPart(options),
    sharePart(options),
    element('div', { className: 'workshop-say' }, [handPart(options), questionPart(options)]),
    refusalPart(options),
    leavePart(options),
  ]);
}

function leadPart({ client, outline, here, life }: PanelOptions): HTMLElement {
  const part = element('div', { className: 'workshop-lead' }, []);
  const timer = timerLine(
    computed(() => client.class.value?.timer ?? null),
    computed(() => client.class.value?.now ?? 0),
    life,
  );
  const words = element('div', {}, []);
  part.append(words, timer);
  onNews(
    life,
    () => ({
      step: client.class.value?.lead.step ?? null,
      pace: client.class.value?.pace ?? null,
      ended: client.class.value?.ended ?? false,
      isHere: here?.value === client.class.value?.lead.step,
    }),
    ({ step, pace, ended, isHere }) => {
      const lines: HTMLElement[] = [];
      if (ended) lines.push(element('p', {}, ['The workshop has ended. What you did stays in this browser.']));
      if (step !== null && isHere)
        lines.push(element('p', {}, ['You are at your instructor’s step, ', stepName(outline, step), '.']));
      else if (step !== null) {
        const link = element('a', { href: addressOf(step), className: 'button' }, ['Follow']);
        link.dataset['kind'] = 'main';
        lines.push(
          element('p', {}, ['Your instructor is at ', element('strong', {}, [stepName(outline, step)]), '. ', link]),
        );
      } else if (!ended)
        lines.push(element('p', {}, ['Your instructor has not opened a step yet. Look around, or wait here.']));
      if (pace !== null) lines.push(element('p', {}, [`By now everyone should be at ${stepName(outline, pace)}.`]));
      words.replaceChildren(...lines);
    },
  );
  return part;
}

function pollsPart({ client, life }: PanelOptions): HTMLElement {
  const part = element('div', { className: 'workshop-polls' }, []);
  keyedList({
    place: part,
    life,
    read: () => {
      const votes = client.own.value?.votes ?? {};
      const newestFirst = client.class.value?.polls.toReversed() ?? [];
      return newestFirst.map((poll): OwnPoll => ({ poll, voted: votes[poll.id] }));
    },
    keyOf: ({ poll }) => poll.id,
    make: (own, during) =>
      learnerPoll(own, (choice) => client.report({ kind: 'vote', poll: own.peek().poll.id, choice }), during),
  });
  return part;
}

/** Consent is asked each time, and can be taken back. */
function sharePart({ client, life, runToShare }: PanelOptions): HTMLElement {
  const part = element('div', { className: 'workshop-share' }, []);
  onNews(
    life,
    () => ({
      isAsked: client.own.value?.shareAsked ?? false,
      isSharing: client.own.value?.isSharing ?? false,
      isShown: client.own.value?.inSpotlight ?? false,
    }),
    ({ isAsked, isSharing, isShown }) => {
      const said = element('p', { role: 'status' }, []);
      const no = (label: string) => button(label, () => client.report({ kind: 'unshare' }));
      if (isSharing) {
        const where = isShown
          ? 'Your run is on the projector, with your name.'
          : 'Your instructor may show your run, with your name.';
        part.replaceChildren(element('p', {}, [where]), no('Take it back'));
      } else if (isAsked) {
        const yes = button('Share my last run', () => void share(runToShare, client, said));
        part.replaceChildren(
          element('p', {}, ['Your instructor asks to show your last run on the projector, with your name.']),
          yes,
          no('No, thank you'),
          said,
        );
      } else part.replaceChildren();
    },
  );
  return part;
}

async function share(runToShare: PanelOptions['runToShare'], client: LearnerClient, said: HTMLElement): Promise<void> {
  const packed = await runToShare?.();
  if (packed === undefined)
    said.textContent = 'There is no run on this page. Open the step, run your program, and share it from there.';
  else if (packed.ok) client.report({ kind: 'share', ...packed.value });
  else said.textContent = packed.message;
}

function handPart({ client, life }: PanelOptions): HTMLElement {
  const hand = button('Raise my hand', () => client.report({ kind: 'hand', raised: client.own.peek()?.hand !== true }));
  during(life, () => {
    const isUp = client.own.value?.hand === true;
    hand.textContent = isUp ? 'Lower my hand' : 'Raise my hand';
    hand.dataset['up'] = String(isUp);
  });
  return hand;
}

function questionPart({ client, life }: PanelOptions): HTMLElement {
  const field = element(
    'textarea',
    { rows: 2, maxLength: WORKSHOP_LIMITS.question, name: 'question', required: true },
    [],
  );
  const form = element('form', { className: 'workshop-ask' }, [
    element('label', {}, ['Ask your instructor', field]),
    element('button', { className: 'button' }, ['Send the question']),
  ]);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (text === '') return;
    client.report({ kind: 'ask', text });
    form.reset();
  });
  const asked = element('ul', { className: 'workshop-asked', ariaLabel: 'Your questions' }, []);
  onNews(
    life,
    () => client.own.value?.questions ?? [],
    (questions) => {
      asked.replaceChildren(
        ...questions.map(({ text, answered }) =>
          element('li', {}, [element('strong', {}, [answered ? 'Answered: ' : 'Waits: ']), text]),
        ),
      );
      asked.hidden = questions.length === 0;
    },
  );
  return element('div', {}, [form, asked]);
}

function refusalPart({ client, life }: PanelOptions): HTMLElement {
  const line = element('p', { role: 'status', className: 'workshop-refusal' }, []);
  during(life, () => (line.textContent = client.refusal.value ?? ''));
  return line;
}

function leavePart({ onLeave }: PanelOptions): HTMLElement {
  const leave = button('Leave the workshop', () => {
    if (confirm('Leave? The workshop forgets you and what you answered. Your own work stays in this browser.'))
      onLeave();
  });
  return element('p', { className: 'workshop-leave' }, [leave]);
}

function button(label: string, act: () => void): HTMLButtonElement {
  const made = element('button', { type: 'button', className: 'button' }, [label]);
  made.addEventListener('click', act);
  return made;
}
