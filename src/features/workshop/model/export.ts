/** A workshop as a file to keep: one table for a spreadsheet, or everything as JSON. */
import { memberRow } from './views.ts';
import { histogram } from './statistics.ts';
import type { Member } from './member.ts';
import type { Poll, Workshop } from './workshop.ts';

/** Of one table for all: a spreadsheet filters by the first one. What a kind of line has not is empty. */
const COLUMNS = [
  'What',
  'Name',
  'When',
  'Lesson',
  'Step',
  'Question',
  'Answer',
  'Correct',
  'Misconceptions',
  'Times',
  'Runs',
  'Checks passed',
  'Checks',
] as const;

type Line = Partial<Record<(typeof COLUMNS)[number], string | number>>;

/** Without it some spreadsheets read the letters of names as those of another alphabet. */
const BYTE_ORDER_MARK = '\uFEFF';

/** A line for each fact, as RFC 4180 has it: of each learner in turn, then of the polls, then the questions that were asked. */
export function workshopCsv(workshop: Workshop): string {
  const lines: readonly Line[] = [
    ...[...workshop.members.values()].flatMap(memberLines),
    ...[...workshop.polls.values()].flatMap((poll) => pollLines(poll, workshop)),
    ...workshop.questions.map(({ member, text, at, answered }): Line => {
      const name = workshop.members.get(member)?.name ?? '';
      return { What: 'asked', Name: name, When: time(at), Question: text, Answer: answered ? 'answered' : 'waits' };
    }),
  ];
  const cells = [COLUMNS, ...lines.map((line) => COLUMNS.map((column) => line[column] ?? ''))];
  return BYTE_ORDER_MARK + cells.map((row) => row.map(csvCell).join(',')).join('\r\n') + '\r\n';
}

export function workshopJson(workshop: Workshop, at: number): string {
  const { title, ended, lead, pace, timer, spotlight, shown } = workshop;
  const members = [...workshop.members.values()].map((member) => {
    const { online: _, ...row } = memberRow(member, false);
    return { ...row, ...(member.shared && { shared: member.shared }) };
  });
  const polls = [...workshop.polls.values()].map(({ votes, ...poll }) => ({
    ...poll,
    counts: histogram({ choices: poll.choices, votes }),
    votes: Object.fromEntries(votes),
  }));
  const file = { format: 'cluster-lab-workshop', version: 1, exportedAt: at };
  const state = { title, ended, lead, pace, timer, spotlight, shown };
  return JSON.stringify({ ...file, ...state, members, polls, questions: workshop.questions }, null, 2);
}

function memberLines(member: Member): readonly Line[] {
  const { name, joinedAt, steps, predictions, answers, hand, hands } = member;
  const who = (What: string, at?: number): Line => ({ What, Name: name, ...(at !== undefined && { When: time(at) }) });
  return [
    who('joined', joinedAt),
    ...Object.entries(steps).map(([id, { runs, checks }]): Line => {
      return {
        ...{ ...who('step'), ...placeOf(id), Runs: runs },
        ...(checks && { 'Checks passed': checks.passed, Checks: checks.total }),
      };
    }),
    ...Object.entries(predictions).map(([id, { picked, correct, beliefs, at }]): Line => {
      return {
        ...{ ...who('prediction', at), ...placeOf(id), Answer: `choice ${picked + 1}` },
        ...{ Correct: yesOrNo(correct), Misconceptions: beliefs.join(' ') },
      };
    }),
    ...Object.entries(answers).map(([key, { given, correct, tries, beliefs, at }]): Line => {
      return {
        ...{ ...who('answer', at), ...placeOf(key), Question: key.split('/')[2] ?? '', Answer: given },
        ...{ Correct: yesOrNo(correct), Misconceptions: beliefs.join(' '), Times: tries },
      };
    }),
    ...(hands === 0 ? [] : [{ ...who('hand', hand), Answer: hand === undefined ? 'down' : 'up', Times: hands }]),
  ];
}

/** How often each choice was taken, and by whom. */
function pollLines(poll: Poll, { members }: Workshop): readonly Line[] {
  const isMarked = poll.choices.some(({ correct }) => correct);
  const chosen = poll.choices.map(({ text, correct, misconception }): Line => {
    return {
      ...{ Question: poll.text, Answer: text, Misconceptions: misconception ?? '' },
      ...(isMarked && { Correct: yesOrNo(correct === true) }),
    };
  });
  const counts = histogram(poll);
  return [
    ...chosen.map((choice, index): Line => ({ What: 'poll', ...choice, Times: counts[index] ?? 0 })),
    ...[...poll.votes].map(([member, choice]): Line => {
      return { What: 'vote', Name: members.get(member)?.name ?? '', ...chosen[choice] };
    }),
  ];
}

const yesOrNo = (is: boolean) => (is ? 'yes' : 'no');
const time = (at: number) => new Date(at).toISOString();

function placeOf(key: string): Line {
  const [Lesson = '', Step = ''] = key.split('/');
  return { Lesson, Step };
}

/** What some spreadsheet, of some country, may end a cell with, inside quotes too: then a part of a cell is a cell of its own. */
const SEPARATORS = /([,;:|\t\p{Cc}\p{Zl}\p{Zp}،؛、，；：｜])/u;
/** With nothing before it but what a spreadsheet may pass over. Whatever else begins a part may begin a formula, in some width or script. */
const PLAIN_BEGINNING = /^[\s\p{C}"]*(?:[\p{L}\p{N}]|$)/u;

/** An apostrophe makes text of what could be a formula: at each place where a cell could be taken to begin. */
function csvCell(value: string | number): string {
  const parts = String(value).split(SEPARATORS);
  // Every second one is a separator.
  const text = parts.map((part, index) => (index % 2 === 1 || PLAIN_BEGINNING.test(part) ? part : `'${part}`)).join('');
  return `"${text.replaceAll('"', '""')}"`;
}
