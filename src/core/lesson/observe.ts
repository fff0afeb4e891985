/** What a run showed about a prediction, in words; undefined while it has not shown it yet. */
import { livingWorkers } from '../check/kinds/living.ts';
import type { Topology } from '../trace/topology.ts';
import type { Observation } from './lesson.schema.ts';

export interface Seen {
  readonly topology: Topology;
  /** Text output of the run so far. */
  readonly output: string;
}

export function observe(observation: Observation, { topology, output }: Seen): string | undefined {
  switch (observation.kind) {
    case 'times-printed': {
      const times = output.split(observation.text).length - 1;
      return times === 0 ? undefined : `it was printed ${times} time${times === 1 ? '' : 's'}`;
    }
    case 'line-printed': {
      const line = output.split(/\r?\n/).find((each) => each.startsWith(observation.startsWith));
      return line && `it printed "${line}"`;
    }
    case 'ports': {
      const ports = new Set(livingWorkers(topology).flatMap(({ servers }) => servers.map(({ port }) => port)));
      if (ports.size === 0) return undefined;
      return `the workers listen on ${ports.size} port${ports.size === 1 ? '' : 's'}: ${[...ports].join(', ')}`;
    }
    case 'workers-listening': {
      const listening = livingWorkers(topology).filter(({ servers }) => servers.length > 0).length;
      return listening === 0 ? undefined : `${listening} worker${listening === 1 ? ' listens' : 's listen'}`;
    }
    default:
      return observation satisfies never;
  }
}
