/** The picture in one sentence, for who cannot see it; the table beside it has the numbers. */
import { plural } from '../core/plural.ts';
import type { Topology } from '../core/trace/topology.ts';

export function describePicture({ primary, workers }: Topology): string {
  if (primary === null) return 'Nothing runs yet. The table below says in words what this picture shows.';
  const living = workers.filter(({ state }) => state !== 'exited').length;
  const gone = workers.length - living;
  const open = workers.reduce((sum, { connections }) => sum + connections.open, 0);
  const parts = [
    `One primary and ${plural(living, 'living worker')}`,
    ...(gone > 0 ? [`${gone} ended`] : []),
    plural(open, 'open connection'),
  ];
  return `${parts.join(', ')}. The table below has the counts of each.`;
}
