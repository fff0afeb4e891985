/** The facts for a check, from the driver, the host and the trace. */
import type { HostFacts } from '@cluster-lab/sandbox/host-facts';
import type { LoadOutcome, TraceEvent } from '../trace/event.ts';
import type { ConnectionIndex } from '../trace/connection-index.ts';
import type { Topology } from '../trace/topology.ts';

/** One start of one program within a scenario, and everything seen of it. */
export interface ProgramFacts {
  /** The started file. */
  readonly entry: string;
  /** The name for checks: the scenario's word for this start, or the entry. */
  readonly name: string;
  readonly pid: number;
  /** Processes that can run at the same time: the value of `os.availableParallelism()` inside. */
  readonly parallelism: number;
  /** The newest 100,000 events of the run, in the order of arrival. */
  readonly events: readonly TraceEvent[];
  /** Null while it runs: the scenario ended before the program did. */
  readonly exit: { readonly code: number | null; readonly signal: string | null } | null;
  /** Text output, trace frames taken out; the last 64 KiB. */
  readonly output: string;
  readonly topology: Topology;
  /** The worker that served the connection from a client port: joins a load's outcomes to workers. */
  readonly connections: ConnectionIndex;
  readonly loads: readonly LoadFacts[];
  /** Taken after the scenario's actions for this program, before its stop. */
  readonly host: HostFacts | undefined;
  /** Whether this computer was so slow in the run that a missing event says nothing; absent where nobody measured. */
  readonly tooSlow?: boolean;
}

export interface LoadFacts {
  readonly name: string;
  /** The number of requests in the plan: with as many outcomes the load is over. */
  readonly requests?: number;
  /** The requested path, as in the plan; absent where nobody asked. */
  readonly path?: string;
  /** How the plan used connections; absent where nobody asked. */
  readonly connections?: number;
  readonly keepAlive?: boolean;
  /** The target's port. */
  readonly port?: number;
  /** The outcomes so far: the list grows during the load. */
  readonly outcomes: readonly LoadOutcome[];
}

/** A finished scenario: its programs in the order of their starts. */
export interface ScenarioFacts {
  readonly programs: readonly ProgramFacts[];
  /** The learner's files at the scenario's beginning, by path. */
  readonly files?: Readonly<Record<string, string>>;
}

/** A check's finding. `expected` and `found` are sentences; `hint` says where to look. */
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
