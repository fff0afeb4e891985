/** The order of two things: requests of one run, or a worker's leaving and a load. */
import { servedFor, servedRequests } from '../../trace/served-requests.ts';
import { lastLoad } from './loads.ts';
import type { Clause, Seen } from './seen.ts';
import { duration } from './words.ts';

/** Compares the first request for `during` with the first for `path` that was begun or sent while it was open. */
export function requestOrder({ events, loads }: Seen, path: string, during: string): Clause {
  const served = servedRequests(events);
  const long = served.find((request) => request.path === during);
  if (long === undefined) return undefined;
  const end = long.finishedAt ?? Number.POSITIVE_INFINITY;
  const later = served.filter((request) => request.path === path && request.startedAt > long.startedAt);
  if (later.some(({ startedAt }) => startedAt < end))
    return `${path} was begun while ${during} was still being worked on`;
  const outcomes = loads.flatMap((load) => load.outcomes);
  // A request that began after the other's end shows nothing: only its sender knows that it had been waiting.
  const waited = later.some((request) =>
    outcomes.some((outcome) => outcome.startedAt < end && servedFor(outcome, served) === request),
  );
  return waited ? `${path} was begun only after ${during} was answered` : undefined;
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
