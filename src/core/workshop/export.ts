/** A workshop as a file to keep: a table of learners for a spreadsheet, or everything as JSON. */
import { memberRow } from './views.ts';
import { histogram } from './statistics.ts';
import type { Member } from './member.ts';
import type { Workshop } from './workshop.ts';

const COLUMNS = [
  'Name',
  'Joined',
  'Lesson',
  'Step',
  'Runs',
  'Checks passed',
  'Checks',
  'Prediction',
  'Question',
  'Answer',
  'Correct',
  'Tries',
  'Misconceptions',
];

/** One line for each step worked at and each question answered, as RFC 4180 has it. */
export function workshopCsv(workshop: Workshop): string {
  const lines = [...workshop.members.values()].flatMap(linesOf);
  return [COLUMNS, ...lines].map((cells) => cells.map(csvCell).join(',')).join('\r\n') + '\r\n';
}

export function workshopJson(workshop: Workshop, at: number): string {
  const { title, ended, lead, pace } = workshop;
  const members = [...workshop.members.values()].map((member) => {
    const { online: _, ...row } = memberRow(member, false);
    return { ...row, ...(member.shared && { shared: member.shared }) };
  });
  const polls = [...workshop.polls.values()].map(({ votes, ...poll }) => ({
    ...poll,
    counts: histogram({ choices: poll.choices, votes }),
    votes: Object.fromEntries(votes),
  }));
  const file = { format: 'cluster-lab-workshop', version: 1, exportedAt: at, title, ended, lead, pace };
  return JSON.stringify({ ...file, members, polls, questions: workshop.questions }, null, 2);
}

function linesOf(member: Member): (string | number)[][] {
  const who = [member.name, new Date(member.joinedAt).toISOString()];
  const ids = [...new Set([...Object.keys(member.steps), ...Object.keys(member.predictions)])];
  const steps = ids.map((id) => {
    const { runs = 0, checks } = member.steps[id] ?? {};
    const prediction = member.predictions[id];
    const beliefs = prediction?.beliefs.join(' ') ?? '';
    const right = prediction === undefined ? '' : prediction.correct ? 'right' : 'wrong';
    return [...who, ...placeOf(id), runs, checks?.passed ?? '', checks?.total ?? '', right, '', '', '', '', beliefs];
  });
  const answers = Object.entries(member.answers).map(([key, { given, correct, tries, beliefs }]) => {
    const answer = [key.split('/')[2] ?? '', given, correct ? 'yes' : 'no', tries, beliefs.join(' ')];
    return [...who, ...placeOf(key), '', '', '', '', ...answer];
  });
  return steps.length + answers.length > 0 ? [...steps, ...answers] : [[...who, ...COLUMNS.slice(2).map(() => '')]];
}

function placeOf(key: string): [string, string] {
  const [lesson = '', step = ''] = key.split('/');
  return [lesson, step];
}

/** A spreadsheet would run a cell that begins like a formula: an apostrophe makes it text. */
function csvCell(value: string | number): string {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
