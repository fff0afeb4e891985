/** A load's result in a few sentences: its target, its servers, its failures and the last answer. */
import type { LoadFacts } from '../check/facts.ts';
import { answersByWorker, type ConnectionIndex } from '../trace/connection-index.ts';

/** The quoted part of an answer; a page of HTML would bury the numbers. */
const QUOTED_CHARACTERS = 60;

export function describeLoad({ outcomes, port }: LoadFacts, connections: ConnectionIndex): string {
  const answers = outcomes.map(({ result }) => result).filter((result) => result.kind === 'answered');
  const by = [...answersByWorker(outcomes, connections)]
    .toSorted(([a = -1], [b = -1]) => a - b)
    .map(([worker, count]) => `${nameOf(worker)} answered ${count}`);
  const failures = Object.entries(Object.groupBy(outcomes, ({ result }) => failureOf(result)))
    .filter(([reason]) => reason !== '')
    .map(([reason, failed]) => `${failed?.length ?? 0} ${reason}`);
  const sent = port === undefined ? `${outcomes.length} sent` : `${outcomes.length} sent to port ${port}`;
  const counts = [sent, `${answers.length} answered`, ...failures].join(', ');
  return [by.length > 0 ? `${counts}: ${by.join(', ')}.` : `${counts}.`, ...quote(answers.at(-1))].join(' ');
}

function quote(last: Answer | undefined): readonly string[] {
  if (last === undefined) return [];
  const text = last.body.replaceAll(/\s+/g, ' ').trim();
  const shown = text.length > QUOTED_CHARACTERS ? `${text.slice(0, QUOTED_CHARACTERS)}…` : text;
  return [`Last answer: ${last.status}, ${shown === '' ? 'without a text' : `“${shown}”`}.`];
}

type Answer = Extract<LoadFacts['outcomes'][number]['result'], { kind: 'answered' }>;

function nameOf(worker: number | undefined): string {
  if (worker === undefined) return 'another process';
  return worker === 0 ? 'primary' : `worker ${worker}`;
}

/** The reason for a missing answer; empty for an answer. */
export function failureOf(result: LoadFacts['outcomes'][number]['result']): string {
  switch (result.kind) {
    case 'answered':
      return '';
    case 'timed-out':
      return 'without an answer in time';
    case 'failed':
      if (result.code === 'ECONNREFUSED') return 'refused, as nobody listens';
      // Node's parser of HTTP names what it cannot read so.
      return result.code.startsWith('HPE_') ? 'answered in what is no HTTP' : `failed with ${result.code}`;
    default:
      return result satisfies never;
  }
}
