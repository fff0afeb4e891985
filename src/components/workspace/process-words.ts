/** How the state of a process is said, in the table and in the picture alike. */
import type { ProcessState } from '../../core/trace/topology.ts';

export function stateInWords({ state, exit, crash }: Pick<ProcessState, 'state' | 'exit' | 'crash'>): string {
  if (state !== 'exited') return state;
  const how = exit?.signal ?? (exit?.code === null || exit?.code === undefined ? undefined : `code ${exit.code}`);
  return ['exited', how && `: ${how}`, crash && ` (${crash.name})`].filter(Boolean).join('');
}

/** A part between 0 and 1 as a percentage. */
export function shareInWords(share: number): string {
  return `${Math.round(share * 100)} %`;
}
