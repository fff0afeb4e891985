/** The load that a prediction is about: another one decides nothing, and the page says which one is missing. */
import type { LoadFacts } from '../../check/facts.ts';
import { plural } from '../../plural.ts';
import type { DecidingLoad } from '../observation.schema.ts';

export function isDeciding(load: LoadFacts, wanted: DecidingLoad, loads: readonly LoadFacts[]): boolean {
  return (
    load.path === wanted.path &&
    (load.requests ?? 0) >= wanted.requests &&
    load.connections === wanted.connections &&
    load.keepAlive === wanted.keepAlive &&
    (wanted.during === undefined || beganDuring(load, wanted.during, loads))
  );
}

/** What a learner does in the form for it. */
export function sayDecidingLoad({ requests, connections, keepAlive, path, during }: DecidingLoad): string {
  const at = connections === 1 ? 'on one connection at a time' : `${connections} at once`;
  const kept = keepAlive ? 'with keep-alive' : 'without keep-alive';
  const first = during === undefined ? '' : `send a request to ${during} and, before it is answered, `;
  return `${first}send ${plural(requests, 'request')} to ${path}, ${at}, ${kept}`;
}

/** Known once the longer one is answered too. */
function beganDuring({ outcomes }: LoadFacts, path: string, loads: readonly LoadFacts[]): boolean {
  const start = Math.min(...outcomes.map(({ startedAt }) => startedAt));
  const others = loads.filter((load) => load.path === path).flatMap((load) => load.outcomes);
  return others.some(({ startedAt, finishedAt }) => startedAt <= start && finishedAt > start);
}
