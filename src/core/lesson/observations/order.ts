/** What came before what: requests of one run, and a worker's leaving beside a load. */
import { lastLoad } from './loads.ts';
import type { Clause, Seen } from './seen.ts';
import { duration } from './words.ts';

/** Looks at the first request for `during` and at the first one for `path` that was there after it had begun. */
export function requestOrder({ events }: Seen, path: string, during: string): Clause {
  const started = events.filter((event) => event.type === 'request.started');
  const long = started.find((event) => event.path === during);
  if (long === undefined) return undefined;
  const other = started.find((event) => event.path === path && event.at > long.at);
  if (other === undefined) return undefined;
  const end = events.find(
    (event) => event.type === 'request.finished' && event.pid === long.pid && event.request === long.request,
  );
  return end === undefined || other.at < end.at
    ? `${path} was begun while ${during} was still being worked on`
    : `${path} was begun only after ${during} was answered`;
}

export function exitAndLoad(seen: Seen): Clause {
  const load = lastLoad(seen);
  if (load === undefined) return undefined;
  const [first] = seen.topology.workers
    .filter(({ exit, exitedAt }) => exitedAt !== null && exitedAt >= load.startedAt && exit?.voluntary === true)
    .toSorted((one, other) => (one.exitedAt ?? 0) - (other.exitedAt ?? 0));
  if (first?.exitedAt == null) {
    return seen.exit === null ? undefined : 'no worker had left of its own accord when the program ended';
  }
  return first.exitedAt < load.finishedAt
    ? `worker ${first.id} left while requests were still being sent`
    : `worker ${first.id} left only after the last answer, ${duration(first.exitedAt - load.finishedAt)} later`;
}
