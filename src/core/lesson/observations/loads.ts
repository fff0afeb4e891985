/** The outcome of a load, once all its requests are answered or given up. */
import type { LoadFacts } from '../../check/facts.ts';
import { failureOf } from '../../load/describe-load.ts';
import { answersByWorker } from '../../trace/connection-index.ts';
import type { LoadOutcome } from '../../trace/event.ts';
import type { DecidingLoad } from '../observation.schema.ts';
import { isDeciding } from './deciding-load.ts';
import type { Clause, Seen } from './seen.ts';
import { plural } from '../../plural.ts';
import { duration, listed } from './words.ts';

interface Over extends LoadFacts {
  readonly startedAt: number;
  readonly finishedAt: number;
}

/** Which loads count: those for a path, or the one that decides. */
interface Wanted {
  readonly path?: string | undefined;
  readonly load?: DecidingLoad | undefined;
}

/** The last finished load of those that count. */
export function lastLoad({ loads }: Seen, { path, load: deciding }: Wanted = {}): Over | undefined {
  const load = loads.findLast(
    (each) =>
      each.outcomes.length > 0 &&
      each.outcomes.length >= (each.requests ?? 0) &&
      (path === undefined || each.path === path) &&
      (deciding === undefined || isDeciding(each, deciding, loads)),
  );
  return (
    load && {
      ...load,
      startedAt: load.outcomes.reduce((least, { startedAt }) => Math.min(least, startedAt), Infinity),
      finishedAt: load.outcomes.reduce((most, { finishedAt }) => Math.max(most, finishedAt), 0),
    }
  );
}

export function loadSplit(seen: Seen, wanted: Wanted): Clause {
  const load = lastLoad(seen, wanted);
  if (load === undefined) return undefined;
  const counts = answersByWorker(load.outcomes, seen.connections);
  const there = seen.topology.workers.filter(
    ({ forkedAt, exitedAt }) => forkedAt <= load.finishedAt && (exitedAt === null || exitedAt > load.startedAt),
  );
  const answered = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const primary = counts.get(0) ?? 0;
  const strangers = counts.get(undefined) ?? 0;
  const [first, ...others] = [
    ...there.map(({ id }) => ({ who: `worker ${id}`, count: counts.get(id) ?? 0 })),
    { who: 'the primary', count: primary },
    ...(strangers > 0 ? [{ who: 'another process', count: strangers }] : []),
  ];
  const all = plural(load.outcomes.length, 'request');
  return listed([
    `${first?.who} answered ${first?.count || 'none'} of ${all}`,
    ...others.map(({ who, count }) => `${who} ${count || 'none'}`),
    ...(answered < load.outcomes.length ? [`${load.outcomes.length - answered} got no answer`] : []),
  ]);
}

const took = ({ startedAt, finishedAt }: LoadOutcome) => finishedAt - startedAt;

export function loadTime(seen: Seen, wanted: Wanted): Clause {
  const load = lastLoad(seen, wanted);
  if (load === undefined) return undefined;
  const { outcomes, startedAt, finishedAt } = load;
  const slowest = duration(outcomes.reduce((most, outcome) => Math.max(most, took(outcome)), 0));
  if (outcomes.length === 1) return `the request took ${slowest}`;
  return `the ${outcomes.length} requests took ${duration(finishedAt - startedAt)} together, the slowest of them ${slowest}`;
}

export function loadHeldUp(seen: Seen, overMs: number, wanted: Wanted): Clause {
  const load = lastLoad(seen, wanted);
  if (load === undefined) return undefined;
  const heldUp = load.outcomes.filter((outcome) => took(outcome) > overMs * 1_000).length;
  const all = plural(load.outcomes.length, 'request');
  return `${heldUp || 'none'} of ${all} waited longer than ${duration(overMs * 1_000)}`;
}

export function loadFailures(seen: Seen): Clause {
  const load = lastLoad(seen);
  if (load === undefined) return undefined;
  const reasons = Map.groupBy(load.outcomes, ({ result }) => failureOf(result));
  const answered = reasons.get('')?.length ?? 0;
  reasons.delete('');
  const failed = [...reasons].map(([reason, outcomes]) => `${outcomes.length} ${reason}`);
  const all = plural(load.outcomes.length, 'request');
  return listed([`${answered || 'none'} of ${all} ${answered === 1 ? 'was' : 'were'} answered`, ...failed]);
}

export function loadStatuses(seen: Seen): Clause {
  const load = lastLoad(seen);
  if (load === undefined) return undefined;
  const all = plural(load.outcomes.length, 'request');
  const statuses = Map.groupBy(load.outcomes, ({ result }) =>
    result.kind === 'answered' ? String(result.status) : 'no answer',
  );
  const parts = [...statuses]
    .toSorted(([one], [other]) => one.localeCompare(other))
    .map(([status, { length }], index) => `${length}${index === 0 ? ` of ${all}` : ''} got ${status}`);
  return listed(parts);
}
