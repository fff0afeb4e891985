/** Ports that workers share through the primary, and ports of one worker each. */
import type { PortsCheck } from '../check-processes.schema.ts';
import type { ProgramFacts, Verdict } from '../facts.ts';
import { livingWorkers } from './living.ts';

export function judgePorts(check: PortsCheck, { topology }: ProgramFacts): Verdict {
  const living = livingWorkers(topology);
  const servers = living.flatMap(({ servers }) => servers);
  const owned = new Set(servers.filter(({ holding }) => holding === 'own-socket').map(({ port }) => port));
  const asked = servers.filter(({ holding }) => holding !== 'own-socket').map(({ port }) => port);
  const shared = new Set(asked.filter((port) => asked.filter((each) => each === port).length === living.length));
  const found = `Shared by all ${living.length} workers: ${listed(shared)}. Private to one: ${listed(owned)}.`;
  const passed = living.length > 1 && shared.size === check.shared && owned.size === check.private;
  if (passed) return { passed, found };
  return {
    passed,
    expected: `${check.shared} shared and ${check.private} private ports.`,
    found,
    hint: 'A plain listen is answered by the primary; { exclusive: true } makes the worker open a socket of its own.',
  };
}

function listed(ports: ReadonlySet<number>): string {
  return ports.size === 0 ? 'none' : [...ports].join(', ');
}
