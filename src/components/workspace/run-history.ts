/** The last loads and runs of a step, kept for comparison while the page is open. */
import { plural } from '../../core/plural.ts';
import { distributionOf, distributionOfLoad, type DistributionRow } from '../../core/trace/distribution.ts';
import type { LoadFacts } from '../../core/check/facts.ts';
import type { Topology } from '../../core/trace/topology.ts';
import type { Program } from '../../session/program.ts';

export interface KeptDistribution {
  /** Unique and the same as long as it is kept. */
  readonly id: string;
  readonly label: string;
  /** Computed when it is shown: the trace of a load's last answers may come after the answers. */
  readonly rows: () => readonly DistributionRow[];
}

/** The choice stays short enough to be read. */
const KEPT = 8;

export class RunHistory {
  #kept: readonly KeptDistribution[] = [];
  readonly #numbers = new Map<Program, number>();

  /** The newest first. */
  get kept(): readonly KeptDistribution[] {
    return this.#kept;
  }

  /** Takes in what has come to an end: loads that are over, and the whole run once it is. */
  update(program: Program): void {
    const run = this.#numberOf(program);
    const topology = program.topology.peek();
    for (const [index, load] of program.loads.peek().entries()) {
      if (load.requests === undefined || load.outcomes.length < load.requests) continue;
      this.#keep(`${run}.${index}`, () => ({
        label: `run ${run}, ${policyOf(topology)}: ${sizeOf(load)}`,
        rows: () => distributionOfLoad(load.outcomes, program.log.connections, topology),
      }));
    }
    if (!topology.ended || program.loads.peek().length === 0) return;
    this.#keep(String(run), () => ({
      label: `run ${run}, ${policyOf(topology)}: all of it`,
      rows: () => distributionOf(topology),
    }));
  }

  #keep(id: string, make: () => Omit<KeptDistribution, 'id'>): void {
    if (this.#kept.some((each) => each.id === id)) return;
    this.#kept = [{ id, ...make() }, ...this.#kept].slice(0, KEPT);
  }

  #numberOf(program: Program): number {
    const number = this.#numbers.get(program) ?? this.#numbers.size + 1;
    this.#numbers.set(program, number);
    return number;
  }
}

function sizeOf({ outcomes }: LoadFacts): string {
  const connections = new Set(outcomes.map(({ peer }) => peer)).size;
  return `${outcomes.length} requests over ${plural(connections, 'connection')}`;
}

function policyOf({ policy, workers }: Topology): string {
  if (workers.length === 0) return 'one process';
  return policy === 'none' ? 'SCHED_NONE' : 'round robin';
}
