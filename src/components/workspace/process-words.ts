/** How the state of a process is said, in the table and in the picture alike. */
import type { ProcessState } from '../../core/trace/topology.ts';

export function stateInWords({ state, exit, crash }: Pick<ProcessState, 'state' | 'exit' | 'crash'>): string {
  if (state !== 'exited') return state;
  const how = exit?.signal ?? (exit?.code === null || exit?.code === undefined ? undefined : `code ${exit.code}`);
  return ['exited', how && `: ${how}`, crash && ` (${crash.name})`].filter(Boolean).join('');
}

/** 0 to 1 as a percentage; nothing while nobody served anything. */
export function shareInWords(share: number | undefined): string {
  return share === undefined || Number.isNaN(share) ? '' : `${Math.round(share * 100)} %`;
}
