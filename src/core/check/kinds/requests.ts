/** The requests that a program's servers saw, from any sender. */
import type { RequestsCheck } from '../check-requests.schema.ts';
import type { ProgramFacts, Verdict } from '../facts.ts';
import { describeRange, inRange } from '../range.ts';
import { servedRequests, type ServedRequest } from '../../trace/served-requests.ts';
import { nameOfWorker } from './load-of.ts';

export function judgeRequests(check: RequestsCheck, { events, parallelism }: ProgramFacts): Verdict {
  const { count, perWorker, connections } = check;
  const seen = servedRequests(events).filter((request) => isMeant(request, check));
  const byWorker = Object.entries(Object.groupBy(seen, ({ worker }) => worker)).map(
    ([worker, requests = []]) => [Number(worker), requests.length] as const,
  );
  const carriers = new Set(seen.map(({ pid, peer }) => `${pid}:${peer}`)).size;
  const found = `${seen.length} requests on ${carriers} connections${byWorker.map(([worker, each]) => `, ${each} at ${nameOfWorker(worker)}`).join('')}.`;
  const passed =
    (count === undefined || inRange(seen.length, count, parallelism)) &&
    (connections === undefined || inRange(carriers, connections, parallelism)) &&
    (perWorker === undefined || sorted(byWorker.map(([, each]) => each)) === sorted(perWorker));
  if (passed) return { passed, found };
  const wanted = [
    ...(count === undefined ? [] : [`requests: ${describeRange(count, parallelism)}`]),
    ...(connections === undefined ? [] : [`connections: ${describeRange(connections, parallelism)}`]),
    ...(perWorker === undefined ? [] : [`by worker: ${perWorker.join(', ')}`]),
  ];
  return {
    passed,
    expected: `What the servers see, ${wanted.join('; ')}.`,
    found,
    hint: 'Count connections, not calls: an agent may reuse one, or open more than you think.',
  };
}

function isMeant(request: ServedRequest, { method, path }: RequestsCheck): boolean {
  if (method !== undefined && request.method !== method) return false;
  if (path === undefined) return true;
  return path.endsWith('*') ? request.path.startsWith(path.slice(0, -1)) : request.path === path;
}

function sorted(counts: readonly number[]): string {
  return counts.toSorted((one, other) => one - other).join();
}
