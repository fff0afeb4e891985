/** A load's result in one line, for people: sent, answered, failed, and by whom. */
import type { LoadFacts } from '../check/facts.ts';
import { answersByWorker, type ConnectionIndex } from '../trace/connection-index.ts';

export function describeLoad({ outcomes }: LoadFacts, connections: ConnectionIndex): string {
  const answered = outcomes.filter(({ result }) => result.kind === 'answered').length;
  const by = [...answersByWorker(outcomes, connections)]
    .toSorted(([a = -1], [b = -1]) => a - b)
    .map(([worker, count]) => `${nameOf(worker)} ${count}`);
  const failures = Object.entries(Object.groupBy(outcomes, ({ result }) => failureOf(result)))
    .filter(([reason]) => reason !== '')
    .map(([reason, failed]) => `${failed?.length ?? 0} ${reason}`);
  return (
    [`${outcomes.length} sent`, `${answered} answered`, ...failures].join(', ') +
    (by.length > 0 ? `: ${by.join(', ')}.` : '.')
  );
}

function nameOf(worker: number | undefined): string {
  if (worker === undefined) return 'another process';
  return worker === 0 ? 'primary' : `worker ${worker}`;
}

/** Why there was no answer; empty for an answer. */
export function failureOf(result: LoadFacts['outcomes'][number]['result']): string {
  switch (result.kind) {
    case 'answered':
      return '';
    case 'timed-out':
      return 'without an answer in time';
    case 'failed':
      return result.code === 'ECONNREFUSED' ? 'refused, as nobody listens' : `failed with ${result.code}`;
    default:
      return result satisfies never;
  }
}
