/** A load of a program, its answers, and a finding's names for the servers. */
import type { LoadOutcome } from '../../trace/event.ts';
import type { ProgramFacts } from '../facts.ts';

export interface Answer extends LoadOutcome {
  readonly result: Extract<LoadOutcome['result'], { kind: 'answered' }>;
}

/** Empty when the load was never sent, which check content rules out. */
export function outcomesOf({ loads }: ProgramFacts, name: string): readonly LoadOutcome[] {
  return loads.find((load) => load.name === name)?.outcomes ?? [];
}

export function answersOf(program: ProgramFacts, name: string): readonly Answer[] {
  return outcomesOf(program, name).filter((outcome): outcome is Answer => outcome.result.kind === 'answered');
}

/** "worker 2", "the primary", "another process". */
export function nameOfWorker(worker: number | undefined): string {
  if (worker === undefined) return 'another process';
  return worker === 0 ? 'the primary' : `worker ${worker}`;
}

/** Outcomes of requests, the most frequent first: "12 answered with 200, 3 timed-out". */
export function endingsOf(outcomes: readonly LoadOutcome[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { result } of outcomes) {
    const ending = result.kind === 'answered' ? String(result.status) : result.kind;
    counts.set(ending, (counts.get(ending) ?? 0) + 1);
  }
  return new Map([...counts].toSorted(([, one], [, other]) => other - one));
}
