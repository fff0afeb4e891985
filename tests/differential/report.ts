/** What one run of a program showed, with all taken out that differs between two runs of the same program: pids, ports, paths, times. */
import type { TraceEvent } from '../../src/core/trace/event.ts';
import { createSplitter } from '../../src/core/trace/splitter.ts';

export interface RawRun {
  /** As the engine gave it, frames of the tracer included. */
  readonly output: string;
  readonly exit: { readonly code: number | null; readonly signal: string | null };
  /** The first process. */
  readonly pid: number;
  /** What stands for what in texts: paths of the machine, the run's port. */
  readonly names: Readonly<Record<string, string>>;
}

export interface Report {
  readonly output: readonly string[];
  readonly exit: RawRun['exit'];
  /** Process -> what it reported, in its order; some of them apart (see `aside`). */
  readonly trace: Readonly<Record<string, readonly string[]>>;
}

export const NONCE = 'differential';

export function reportOf(run: RawRun): Report {
  const splitter = createSplitter({ nonce: NONCE });
  const { text, events } = splitter.push(run.output);
  const labels = processLabels(run.pid, events);
  const plain = plainText(run.names, labels);
  return { output: plain(text + splitter.end()).split('\n'), exit: run.exit, trace: traceOf(events, labels, plain) };
}

/** "primary", "worker 2", "child 1": children that are no cluster workers are counted as they were started. */
export function processLabels(first: number, events: readonly TraceEvent[]): ReadonlyMap<number, string> {
  const labels = new Map([[first, 'primary']]);
  for (const event of events) if (event.type === 'worker.forked') labels.set(event.workerPid, `worker ${event.id}`);
  const children = new Set(events.map(({ pid }) => pid).filter((pid) => !labels.has(pid)));
  for (const [index, pid] of [...children].sort((one, other) => one - other).entries())
    labels.set(pid, `child ${index + 1}`);
  return labels;
}

type Plain = (text: string) => string;

function plainText(names: RawRun['names'], labels: ReadonlyMap<number, string>): Plain {
  const numbers = new Map([...labels].map(([pid, label]) => [String(pid), `pid of ${label}`]));
  for (const [found, name] of Object.entries(names)) if (/^\d+$/.test(found)) numbers.set(found, name);
  // The longest first: one path may begin with another.
  const paths = Object.entries(names)
    .filter(([found]) => !numbers.has(found))
    .sort(([one], [other]) => other.length - one.length);
  return (text) => {
    const named = paths.reduce((rest, [found, name]) => rest.replaceAll(found, `<${name}>`), text);
    return named.replace(/\b\d+\b/g, (digits) => (numbers.has(digits) ? `<${numbers.get(digits)}>` : digits));
  };
}

/** Taken by the clock, and of the machine. */
export const MEASURED: TraceEvent['type'] = 'process.memory';

/** Numbers of the system that have no meaning but to be the same as others. */
const COUNTED = ['peer', 'port', 'handoff'] as const;

function traceOf(
  events: readonly TraceEvent[],
  labels: ReadonlyMap<number, string>,
  plain: Plain,
): Record<string, string[]> {
  const trace: Record<string, string[]> = {};
  for (const [pid, label] of labels) {
    const counted = new Map<string, number>();
    const own = events.filter((event) => event.pid === pid && event.type !== MEASURED);
    for (const event of own.toSorted((one, other) => one.sequence - other.sequence)) {
      const { pid: _pid, worker: _worker, sequence: _sequence, at: _at, ...fact } = event;
      const fields = Object.entries(fact).map(([key, value]) => [
        key,
        key === 'ppid' ? (labels.get(Number(value)) ?? 'outside') : countedValue(key, value, counted),
      ]);
      const about = label + aside(event);
      (trace[about] ??= []).push(plain(JSON.stringify(Object.fromEntries(fields))));
    }
    trace[label + CLOSED]?.sort();
  }
  return trace;
}

/**
 * What happens elsewhere has no order with the rest: two workers are on their own ways, so what a primary hears of one comes before
 * or after what it hears of another; and when a connection is gone, its other end decides.
 */
export function aside(event: TraceEvent): string {
  if (event.type === 'connection.closed') return CLOSED;
  if (event.worker !== 0) return '';
  if ('id' in event) return ` about worker ${event.id}`;
  if ('by' in event) return ` about worker ${event.by}`;
  if ('from' in event) return ` about worker ${event.from + event.to}`;
  return event.type === 'connection.handed' ? ` about worker ${event.to}` : '';
}

const CLOSED = ' about closed connections';

/** "peer 1" is the first that this process speaks of. */
function countedValue(key: string, value: unknown, counted: Map<string, number>): unknown {
  const kind = COUNTED.find((each) => each === key);
  if (kind === undefined || typeof value !== 'number') return value;
  const id = `${kind} ${value}`;
  const known = counted.get(id) ?? [...counted.keys()].filter((each) => each.startsWith(kind)).length + 1;
  counted.set(id, known);
  return `${kind} ${known}`;
}
