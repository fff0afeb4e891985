/** How the state of a process is said, in the table and in the picture alike. */
import type { Program } from '../../session/program.ts';
import { inThousands } from '../../core/trace/foremost.ts';
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

/** Empty where each worker has one. */
export function withoutRowInWords(count: number): string {
  if (count === 0) return '';
  const are = count === 1 ? 'worker has' : 'workers have';
  return `… and ${inThousands(count)} more ${are} no row here. Shares are of all that are kept.`;
}

/** Empty for a run that is told whole. */
export function lossesInWords({ dropped, foreign, malformed }: Program['losses']): string {
  const sentences = [
    dropped > 0 && `${dropped} older events are no longer kept in detail; the counts include them.`,
    foreign > 0 && `${foreign} reports in the output were not this run's and are shown as text.`,
    malformed > 0 && `${malformed} reports could not be read and count for nothing.`,
  ];
  return sentences.filter(Boolean).join(' ');
}
