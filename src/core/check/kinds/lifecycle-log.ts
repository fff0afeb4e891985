/** A program printed its workers' events as the trace has them, in the same order for each worker. */
import type { TraceEvent } from '../../trace/event.ts';
import type { ProgramFacts, Verdict } from '../facts.ts';

const EVENTS = {
  'worker.forked': 'fork',
  'worker.online': 'online',
  'worker.listening': 'listening',
  'worker.disconnected': 'disconnect',
  'worker.exited': 'exit',
} as const;

const LINE = /^worker (\d+): (fork|online|listening|disconnect|exit)\b/gm;

export function judgeLifecycleLog({ name, output, events }: ProgramFacts): Verdict {
  const reported = byWorker(events.flatMap(lifeEvent));
  const printed = byWorker([...output.matchAll(LINE)].map(([, id, event = '']) => ({ id: Number(id), event })));
  const wrong = [...reported].find(([id, happened]) => happened.join() !== printed.get(id)?.join());
  if (reported.size > 0 && wrong === undefined) {
    return { passed: true, found: `${name} printed all that happened to ${reported.size} workers, each in order.` };
  }
  const [id, happened] = wrong ?? [1, ['fork']];
  return {
    passed: false,
    expected: `For worker ${id}, one line each for: ${happened.join(', ')}.`,
    found:
      reported.size === 0
        ? `${name} started no worker.`
        : `For worker ${id}: ${printed.get(id)?.join(', ') ?? 'no line'}.`,
    hint: 'The primary hears all five: cluster.on(name, (worker) => …). Print "worker 1: online" and so on, from there alone.',
  };
}

interface LifeEvent {
  readonly id: number;
  readonly event: string;
}

function lifeEvent(event: TraceEvent): readonly LifeEvent[] {
  return event.type in EVENTS && 'id' in event ? [{ id: event.id, event: EVENTS[event.type] }] : [];
}

function byWorker(all: readonly LifeEvent[]): ReadonlyMap<number, readonly string[]> {
  const groups = Map.groupBy(all, ({ id }) => id);
  return new Map([...groups].map(([id, events]) => [id, events.map(({ event }) => event)]));
}
