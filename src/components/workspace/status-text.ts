/** What the status line says. Pure, so that each sentence has its test. */
import { plural } from '../../core/plural.ts';
import { livingWorkers } from '../../core/check/kinds/living.ts';
import type { Topology } from '../../core/trace/topology.ts';
import type { Booted, Takeover } from '../../session/engine-lease.ts';
import type { SessionStatus } from '../../session/session-status.ts';

export interface StatusFacts {
  readonly status: SessionStatus;
  readonly topology: Topology;
  /** Whether the start has taken longer than a learner should wait without a word. */
  readonly isSlow: boolean;
  readonly takeover: Takeover;
  /** Why Restart would show something else than what runs. */
  readonly outdated?: 'edits' | 'program' | undefined;
  /** The program that it starts. */
  readonly entry?: string;
  /** Whether a keyboard is likely. */
  readonly hasKeys?: boolean;
}

export function statusText({
  status,
  topology,
  isSlow,
  takeover,
  outdated,
  entry,
  hasKeys = false,
}: StatusFacts): string {
  switch (status.kind) {
    case 'idle':
      return hasKeys ? 'Ready to run. Ctrl+Enter runs too.' : 'Ready to run.';
    case 'booting':
      return isSlow
        ? 'Still starting, which takes longer than it should. A sentence will say why if it does not work out.'
        : 'Starting …';
    case 'ready':
      if (!status.booted.sandbox.capabilities.editable) {
        return `${engine(status.booted)}: ${status.lastExit === null ? 'ready to play' : 'over; Run plays it again'}`;
      }
      return `${engine(status.booted)}: ${ended(status)}${besides(status.booted, takeover)}`;
    case 'running': {
      const workers = livingWorkers(topology).length;
      const isLive = status.booted.sandbox.capabilities.editable;
      const what = status.checking ? 'checking your work' : isLive ? 'running' : 'playing';
      const restart = outdated === undefined ? [] : [`Restart runs ${outdated === 'edits' ? 'your changes' : entry}`];
      const file = status.variant === 'solution' ? `${status.entry} of the solution` : status.entry;
      return `${engine(status.booted)}: ${what}, ${plural(workers, 'worker')} (${file})${besides(status.booted, takeover, ...restart)}`;
    }
    case 'failed':
      return `${status.message} ${status.hint}`;
    default:
      return status satisfies never;
  }
}

function engine({ label, sandbox }: Booted): string {
  return `${label} ${sandbox.nodeVersion.replace('v', '')}`;
}

function ended({ lastExit, checked = false }: Extract<SessionStatus, { kind: 'ready' }>): string {
  if (lastExit === null) return 'ready';
  if (checked && lastExit.reason === 'stopped') return 'checked; Run starts your program again';
  switch (lastExit.reason) {
    case undefined:
      return lastExit.signal === null ? `ended with exit code ${lastExit.code}` : `ended by ${lastExit.signal}`;
    case 'stopped':
      return 'stopped';
    case 'connection-lost':
      return 'lost';
    default:
      return 'stopped at a limit; the terminal says which';
  }
}

/** What else there is to know of the engine, each as a sentence after the first. */
function besides({ passedOver, sandbox }: Booted, takeover: Takeover, ...first: readonly string[]): string {
  const sentences = [
    ...first,
    ...(sandbox.capabilities.handlePassing
      ? []
      : ['Connections cannot be handed to workers here, so a relay in the primary emulates that']),
    ...passedOver.map(({ label, reason }) => `${label} was passed over: ${withoutStop(reason)}`),
    ...(takeover === null ? [] : [soon(takeover)]),
  ];
  return sentences.length === 0 ? '' : `. ${sentences.join('. ')}.`;
}

function soon(takeover: NonNullable<Takeover>): string {
  switch (takeover.kind) {
    case 'starting':
      return `${takeover.label} is still starting and takes over at a later Run`;
    case 'ready':
      return `${takeover.label} is ready and takes over at the next Run`;
    case 'given-up':
      return `${takeover.label} was passed over: ${withoutStop(takeover.reason)}`;
    default:
      return takeover satisfies never;
  }
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '');
}
