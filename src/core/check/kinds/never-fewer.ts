/** A number of listening workers, once reached, was never undercut: by the order of the run's events. */
import type { NeverFewerCheck } from '../check-processes.schema.ts';
import type { ProgramFacts, Verdict } from '../facts.ts';
import { inCausalOrder } from '../../trace/causal-order.ts';
import type { TraceEvent } from '../../trace/event.ts';

export function judgeNeverFewer({ listening }: NeverFewerCheck, { events }: ProgramFacts): Verdict {
  const counts = listenersOverTime(events);
  const from = counts.findIndex((count) => count >= listening);
  const fewest = from === -1 ? Math.max(0, ...counts) : Math.min(...counts.slice(from));
  const found =
    from === -1
      ? `At the most ${fewest} workers listened at the same time.`
      : `The fewest that listened after the start were ${fewest}.`;
  if (from !== -1 && fewest >= listening) return { passed: true, found };
  return {
    passed: false,
    expected: `Always at least ${listening} workers listening.`,
    found,
    hint: 'Start the new worker and wait until it listens before you let the old one go.',
  };
}

/** The number of listening workers after each change. */
function listenersOverTime(events: readonly TraceEvent[]): readonly number[] {
  const listeners = new Set<number>();
  return inCausalOrder(events).flatMap((event) => {
    if (event.type === 'server.listening' && event.worker > 0) listeners.add(event.worker);
    else if (event.type === 'worker.exited' || event.type === 'worker.disconnected') listeners.delete(event.id);
    else return [];
    return [listeners.size];
  });
}
