/** What a prediction is compared with: the same facts that a check has, while the program still runs. */
import type { ProgramFacts } from '../../check/facts.ts';
import type { TraceEvent } from '../../trace/event.ts';

export interface Seen extends Pick<ProgramFacts, 'topology' | 'output' | 'exit' | 'loads' | 'connections' | 'tooSlow'> {
  /** On the run's own clock. */
  readonly events: readonly TraceEvent[];
}

/** A clause that follows "In your run"; undefined while the run has not shown it yet. */
export type Clause = string | undefined;
