/** The class as a whole: where it is, what it believes, and everyone in a line. */
import { computed, signal } from '@preact/signals-core';
import { rosterLine, sortRoster, type RosterLine, type RosterOrder } from '../../core/workshop/roster.ts';
import { beliefHeat, stepHeat } from '../../core/workshop/statistics.ts';
import { stepName } from '../../core/workshop/words.ts';
import { element } from '../progress/dom.ts';
import { beliefList } from './belief-list.ts';
import { stepsOf, type Board } from './board.ts';
import { button, labelled, section, select } from './controls.ts';
import { heatMap } from './heat-map.ts';
import { onNews } from './live.ts';

const BELIEFS = 8;

export function heatPart({ client, course, life }: Board): HTMLElement {
  const place = element('div', {}, []);
  const steps = stepsOf(course.outline);
  onNews(
    life,
    () => ({ heat: stepHeat([...client.rows.value.values()], steps), size: client.rows.value.size }),
    ({ heat, size }) => place.replaceChildren(heatMap(heat, course.outline, size)),
  );
  return section('board-heat', 'Where the class is', [place]);
}

export function beliefsPart({ client, course, life }: Board): HTMLElement {
  const place = element('div', {}, []);
  onNews(
    life,
    () => beliefHeat([...client.rows.value.values()]),
    (heat) => place.replaceChildren(beliefList(heat, course.beliefs, BELIEFS)),
  );
  return section('board-beliefs', 'What it believes', [
    element('p', { className: 'board-note' }, [
      'Before: the first answer that could show it. After: the last one since a run that came after that.',
    ]),
    place,
  ]);
}

const ORDERS: Readonly<Record<RosterOrder, string>> = {
  hand: 'Raised hands first',
  name: 'Name',
  step: 'Step, who is behind first',
  solved: 'Steps solved, fewest first',
  answers: 'Right answers, fewest first',
};

export function rosterPart(board: Board): HTMLElement {
  const { client, course, life } = board;
  const order = signal<RosterOrder>('hand');
  const sort = select([{ label: 'Order', options: Object.entries(ORDERS).map(([value, text]) => ({ value, text })) }]);
  sort.addEventListener('change', () => (order.value = sort.value as RosterOrder));
  const body = element('tbody', {}, []);
  const steps = stepsOf(course.outline);
  const lines = computed(() => sortRoster([...client.rows.value.values()].map(rosterLine), order.value, steps));
  onNews(
    life,
    () => ({ lines: lines.value, spotlight: client.board.value?.spotlight ?? null }),
    ({ lines: shown, spotlight }) => {
      const focused = document.activeElement?.id;
      body.replaceChildren(...shown.map((line) => row(line, board, line.id === spotlight)));
      if (focused) document.getElementById(focused)?.focus();
    },
  );
  const head = ['Name', 'Step', 'Runs', 'Checks', 'Solved', 'Answers', 'Hand', ''].map((text) =>
    element(
      'th',
      { scope: 'col' },
      text === '' ? [element('span', { className: 'visually-hidden' }, ['Actions'])] : [text],
    ),
  );
  return section('board-roster', 'Everyone', [
    labelled('Order', sort),
    element('div', { className: 'board-table' }, [
      element('table', { ariaLabel: 'Learners' }, [element('thead', {}, [element('tr', {}, head)]), body]),
    ]),
  ]);
}

function row(line: RosterLine, { client, course }: Board, isShown: boolean): HTMLElement {
  const { id, name, online, step, runs, checks, solved, answers, hand, sharing } = line;
  const cells = [
    step === undefined ? 'not begun' : stepName(course.outline, step),
    String(runs),
    checks === undefined ? '–' : `${checks.passed} of ${checks.total}`,
    String(solved),
    answers.given === 0 ? '–' : `${answers.right} of ${answers.given} right`,
  ].map((text) => element('td', {}, [text]));
  const lower = button('Lower', () => client.act({ kind: 'lower-hand', member: id }));
  lower.id = `lower-${id}`;
  lower.ariaLabel = `Lower the hand of ${name}`;
  const made = element('tr', {}, [
    element('th', { scope: 'row' }, [
      name,
      ...(online ? [] : [element('span', { className: 'board-away' }, [' away'])]),
    ]),
    ...cells,
    element('td', {}, hand === undefined ? [] : [lower]),
    element('td', {}, [actions(line, client, isShown, sharing)]),
  ]);
  if (hand !== undefined) made.dataset['hand'] = '';
  return made;
}

function actions(
  { id, name }: RosterLine,
  client: Board['client'],
  isShown: boolean,
  sharing: RosterLine['sharing'],
): HTMLElement {
  const choices = element('select', { id: `more-${id}`, ariaLabel: `More for ${name}`, className: 'board-more' }, []);
  const acts: Readonly<Record<string, () => unknown>> = {
    ...(sharing === undefined && { 'Ask to show their run': () => client.act({ kind: 'ask-to-share', member: id }) }),
    ...(sharing === 'shared' &&
      !isShown && {
        'Show their run on the projector': () => {
          client.act({ kind: 'spotlight', member: id });
          client.act({ kind: 'show', what: 'spotlight' });
        },
      }),
    ...(isShown && { 'Take their run off the projector': () => client.act({ kind: 'spotlight', member: null }) }),
    'Change the name': () => {
      const next = prompt(`Another name for ${name}`, name);
      if (next !== null) client.act({ kind: 'rename', member: id, name: next });
    },
    'Remove from the workshop': () =>
      confirm(`Remove ${name}? What they answered is removed with them.`) && client.act({ kind: 'remove', member: id }),
  };
  const first = { asked: 'asked to share …', shared: 'shares a run …' } as const;
  choices.append(
    element('option', { value: '' }, [
      isShown ? 'on the projector …' : sharing === undefined ? 'More …' : first[sharing],
    ]),
    ...Object.keys(acts).map((text) => element('option', { value: text }, [text])),
  );
  choices.addEventListener('change', () => {
    acts[choices.value]?.();
    choices.value = '';
  });
  return choices;
}
