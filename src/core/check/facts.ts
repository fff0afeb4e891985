/** What a check may know: what the driver saw, what the host saw, what the trace reports. */
import type { HostFacts } from '@cluster-lab/sandbox/host-facts';
import type { LoadOutcome, TraceEvent } from '../trace/event.ts';
import type { ConnectionIndex } from '../trace/connection-index.ts';
import type { Topology } from '../trace/topology.ts';

/** One start of one program within a scenario, and all that was seen of it. */
export interface ProgramFacts {
  /** The file that was started. */
  readonly entry: string;
  /** What checks call it: the scenario's word for this start, or the entry. */
  readonly name: string;
  readonly pid: number;
  /** Processes that can run at the same time there: what `os.availableParallelism()` says inside. */
  readonly parallelism: number;
  /** The newest 100,000 events of the run, in the order of arrival. */
  readonly events: readonly TraceEvent[];
  /** Null while it runs: the scenario ended before the program did. */
  readonly exit: { readonly code: number | null; readonly signal: string | null } | null;
  /** Text output, trace frames taken out; the last 64 KiB. */
  readonly output: string;
  readonly topology: Topology;
  /** Which worker served the connection from which client port: joins a load's outcomes to workers. */
  readonly connections: ConnectionIndex;
  readonly loads: readonly LoadFacts[];
  /** Taken when the scenario's actions for this program were done, before it was stopped. */
  readonly host: HostFacts | undefined;
  /** Whether this computer was so slow in the run that what did not happen says nothing; absent where nobody measured. */
  readonly tooSlow?: boolean;
}

export interface LoadFacts {
  readonly name: string;
  /** How many the plan asks for: as many outcomes, and the load is over. */
  readonly requests?: number;
  /** As the plan names it; absent where nobody asked. */
  readonly path?: string;
  /** Where it was sent to. */
  readonly port?: number;
  /** Those so far: the list grows while the load is on. */
  readonly outcomes: readonly LoadOutcome[];
}

/** A finished scenario: its programs in the order they were started. */
export interface ScenarioFacts {
  readonly programs: readonly ProgramFacts[];
  /** The learner's files as the scenario began with them, by path. */
  readonly files?: Readonly<Record<string, string>>;
}

/** What a check found. `expected` and `found` are sentences; `hint` says where to look. */
export type Verdict =
  | { readonly passed: true; readonly found: string }
  | {
      readonly passed: false;
      readonly expected: string;
      readonly found: string;
      readonly hint: string;
      /** Whether the computer may have been too slow for it. */
      readonly inDoubt?: boolean;
    };
