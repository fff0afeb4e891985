/** The facts that a prediction is compared with: those of a check, while the program still runs. */
import type { ProgramFacts } from '../../check/facts.ts';
import type { TraceEvent } from '../../trace/event.ts';

export interface Seen extends Pick<ProgramFacts, 'topology' | 'output' | 'exit' | 'loads' | 'connections' | 'tooSlow'> {
  /** Time on the run's own clock. */
  readonly events: readonly TraceEvent[];
}

/** A clause after "In your run"; undefined while the run has not shown it yet. */
export type Clause = string | undefined;
