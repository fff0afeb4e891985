/**
 * A member's records as text in a snapshot, a line for each entry. Half a million entries are most of a snapshot: as text, one pattern
 * judges a whole record, and entries become objects when somebody asks for them.
 */
import { z } from 'zod';
import type { Draft } from './draft.ts';
import type { AnswerGiven, Observation, PredictionGiven, StepWork } from './member.ts';

interface Lines<Entry> {
  /** Of what can be read. */
  readonly schema: z.ZodString;
  write(record: Readonly<Record<string, Entry>>): string;
  read(text: string): Record<string, Entry>;
}

/** @param line its groups are the key and the cells, a space between them */
function linesOf<Entry>(
  line: RegExp,
  cells: (entry: Entry) => string,
  entry: (groups: readonly string[]) => Entry,
): Lines<Entry> {
  const each = new RegExp(`${line.source}\n`, 'g');
  return {
    schema: z.string().regex(new RegExp(`^(?:${each.source})*$`)),
    write(record) {
      return Object.entries(record)
        .map(([key, value]) => `${key} ${cells(value)}\n`)
        .join('');
    },
    read(text) {
      const record: Record<string, Entry> = {};
      for (const [, ...groups] of text.matchAll(each)) record[groups[0] ?? ''] = entry(groups);
      return record;
    },
  };
}

export const stepLines = linesOf<Draft<StepWork>>(
  /([a-z0-9-]+\/[a-z0-9-]+) (\d{1,9}) (\d{0,9}) (\d{0,9})/,
  ({ runs, checks }) => `${runs} ${checks?.passed ?? ''} ${checks?.total ?? ''}`,
  ([, runs, passed, total]) => ({
    runs: Number(runs),
    ...(total !== '' && { checks: { passed: Number(passed), total: Number(total) } }),
  }),
);

export const answerLines = linesOf<Draft<AnswerGiven>>(
  /([a-z0-9-]+\/[a-z0-9-]+\/[a-z0-9-]+) ([01]) (\d{1,9}) (\d{1,15}) ([a-z0-9,-]*) ([^\n]*)/,
  ({ correct, tries, at, beliefs, given }) => `${sign(correct)} ${tries} ${at} ${beliefs.join()} ${oneLine(given)}`,
  ([, correct, tries, at, beliefs, given]) => ({
    correct: correct === '1',
    given: asTyped(given),
    beliefs: list(beliefs),
    at: Number(at),
    tries: Number(tries),
  }),
);

export const predictionLines = linesOf<Draft<PredictionGiven>>(
  /([a-z0-9-]+\/[a-z0-9-]+) (\d{1,9}) ([01]) (\d{1,15}) ([a-z0-9,-]*)/,
  ({ picked, correct, at, beliefs }) => `${picked} ${sign(correct)} ${at} ${beliefs.join()}`,
  ([, picked, correct, at, beliefs]) => ({
    picked: Number(picked),
    correct: correct === '1',
    beliefs: list(beliefs),
    at: Number(at),
  }),
);

export const observationLines = linesOf<Draft<Observation>>(
  /([a-z0-9-]+) ([01]) (\d{1,15})/,
  ({ held, at }) => `${sign(held)} ${at}`,
  ([belief = '', held, at]) => ({ belief, held: held === '1', at: Number(at) }),
);

const sign = (value: boolean) => (value ? 1 : 0);
const list = (text = '') => (text === '' ? [] : text.split(','));

/** What was typed may have lines of its own. */
const oneLine = (text: string) => text.replace(/[\\\n]/g, (found) => (found === '\n' ? '\\n' : '\\\\'));
const asTyped = (text = '') => text.replace(/\\([\\n])/g, (_, found: string) => (found === 'n' ? '\n' : found));
