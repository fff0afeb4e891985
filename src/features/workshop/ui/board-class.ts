/** The class as a whole: where it is, what it believes, and everyone in a line. */
import { computed, signal, type ReadonlySignal } from '@preact/signals-core';
import { render } from 'lit-html';
import type { CourseOutline } from '../../progress/model/outline.ts';
import { rosterLine, sortRoster, type RosterLine, type RosterOrder } from '../model/roster.ts';
import { beliefHeat, stepHeat } from '../model/statistics.ts';
import { plural } from '../../../core/plural.ts';
import { stepName } from '../model/words.ts';
import { element } from '../../../components/kit/dom.ts';
import { watch } from '../../../components/kit/watch.ts';
import { beliefList } from './belief-list.ts';
import { stepsOf, type Board } from './board.ts';
import { selection, type Selection } from './board-select.ts';
import { button, labelled, section, select } from './controls.ts';
import { heatMap } from './heat-map.ts';
import { keyedList } from './keyed-list.ts';
import { onNews } from './live.ts';

const BELIEFS = 8;

export function heatPart({ client, course, signal: abortSignal }: Board): HTMLElement {
  const steps = stepsOf(course.outline);
  const heat = computed(() => {
    const rows = [...client.rows.value.values()];
    return { steps: stepHeat(rows, steps), size: rows.length, pace: client.board.value?.pace ?? null };
  });
  const place = element('div', {}, []);
  watch(abortSignal, () => render(heatMap(heat.value, course.outline), place));
  return section('board-heat', 'Where the class is', [place]);
}

export function beliefsPart({ client, course, signal: abortSignal }: Board): HTMLElement {
  const place = element('div', {}, []);
  watch(abortSignal, () =>
    render(beliefList(beliefHeat([...client.rows.value.values()]), course.beliefs, BELIEFS), place),
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

interface Row extends RosterLine {
  readonly isShown: boolean;
}

export function rosterPart({ client, course, signal: abortSignal }: Board): HTMLElement {
  const order = signal<RosterOrder>('hand');
  const sort = select([{ label: 'Order', options: Object.entries(ORDERS).map(([value, text]) => ({ value, text })) }]);
  sort.addEventListener('change', () => (order.value = sort.value as RosterOrder));
  const body = element('tbody', {}, []);
  const chosen = selection({ client, signal: abortSignal });
  const steps = stepsOf(course.outline);
  const pace = computed(() => client.board.value?.pace ?? null);
  const lines = computed(() => [...client.rows.value.values()].map((row) => rosterLine(row, steps, pace.value)));
  const late = element('p', { className: 'board-note', role: 'status', ariaLabel: 'Pace' }, []);
  keyedList({
    place: body,
    signal: abortSignal,
    read: () => {
      const { spotlight = null } = client.board.value ?? {};
      return sortRoster(lines.value, order.value, steps).map((line): Row => ({
        ...line,
        isShown: line.id === spotlight,
      }));
    },
    keyOf: ({ id }) => id,
    make: (row, ofRow) => rosterRow(row, course, client, chosen, ofRow),
  });
  watch(abortSignal, () => {
    const behind = lines.value.filter(({ isBehind }) => isBehind).length;
    const words = `${behind} of ${plural(lines.value.length, 'learner')} behind the mark.`;
    late.hidden = pace.value === null;
    if (late.textContent !== words) late.textContent = words;
  });
  const head = ['Name', 'Step', 'Runs', 'Checks', 'Solved', 'Answers', 'Hand', ''].map((text) =>
    element(
      'th',
      { scope: 'col' },
      text === '' ? [element('span', { className: 'visually-hidden' }, ['Actions'])] : [text],
    ),
  );
  return section('board-roster', 'Everyone', [
    labelled('Order', sort),
    late,
    chosen.tools,
    element('div', { className: 'board-table' }, [
      element('table', { ariaLabel: 'Learners' }, [
        element('thead', {}, [element('tr', {}, [element('td', {}, [chosen.everyone]), ...head])]),
        body,
      ]),
    ]),
  ]);
}

function rosterRow(
  row: ReadonlySignal<Row>,
  { outline }: Board['course'],
  client: Board['client'],
  chosen: Selection,
  abortSignal: AbortSignal,
): HTMLElement {
  const { id } = row.peek();
  const name = computed(() => row.value.name);
  const box = element('td', {}, [chosen.box(id, name, abortSignal)]);
  const who = element('th', { scope: 'row' }, []);
  const cells = ['step', 'runs', 'checks', 'solved', 'answers'].map(() => element('td', {}, []));
  const lower = button('Lower', () => client.act({ kind: 'lower-hand', member: id }));
  const more = actions(row, client, abortSignal);
  const made = element('tr', {}, [box, who, ...cells, element('td', {}, [lower]), element('td', {}, [more])]);
  watch(abortSignal, () => {
    const line = row.value;
    who.replaceChildren(line.name, ...(line.online ? [] : [element('span', { className: 'board-away' }, [' away'])]));
    wordsOf(line, outline).forEach((text, index) => (cells[index] as HTMLElement).replaceChildren(text));
    if (line.isBehind) cells[0]?.append(element('span', { className: 'board-behind' }, [' behind']));
    lower.ariaLabel = `Lower the hand of ${line.name}`;
    // The focus stays in the row when its button goes.
    if (line.hand === undefined && document.activeElement === lower) more.focus();
    lower.hidden = line.hand === undefined;
    made.toggleAttribute('data-hand', line.hand !== undefined);
  });
  return made;
}

function wordsOf({ step, runs, checks, solved, answers }: RosterLine, outline: CourseOutline): readonly string[] {
  return [
    step === undefined ? 'not begun' : stepName(outline, step),
    String(runs),
    checks === undefined ? '–' : `${checks.passed} of ${checks.total}`,
    String(solved),
    answers.given === 0 ? '–' : `${answers.right} of ${answers.given} right`,
  ];
}

/** A menu of what can be done with one learner; made anew only when that changes. */
function actions(row: ReadonlySignal<Row>, client: Board['client'], abortSignal: AbortSignal): HTMLElement {
  const menu = element('select', { className: 'board-more' }, []);
  watch(abortSignal, () => (menu.ariaLabel = `More for ${row.value.name}`));
  onNews(
    abortSignal,
    () => ({ isShown: row.value.isShown, sharing: row.value.sharing }),
    ({ isShown, sharing }) => {
      const first = { asked: 'asked to share …', shared: 'shares a run …' } as const;
      const words = isShown ? 'on the projector …' : sharing === undefined ? 'More …' : first[sharing];
      menu.replaceChildren(
        element('option', { value: '' }, [words]),
        ...Object.keys(actsFor(row.peek(), client)).map((text) => element('option', { value: text }, [text])),
      );
    },
  );
  menu.addEventListener('change', () => {
    actsFor(row.peek(), client)[menu.value]?.();
    menu.value = '';
  });
  return menu;
}

function actsFor({ id, name, sharing, isShown }: Row, client: Board['client']): Readonly<Record<string, () => void>> {
  return {
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
    'Remove from the workshop': () => {
      if (
        confirm(
          `Remove ${name}? What they answered is removed with them, and they cannot join again until you let them in.`,
        )
      )
        client.act({ kind: 'remove', member: id });
    },
  };
}
