/** What the status line says. Pure, so that each sentence has its test. */
import { livingWorkers } from '../../core/check/kinds/living.ts';
import type { Topology } from '../../core/trace/topology.ts';
import type { Booted, SessionStatus } from '../../session/session.ts';

export interface StatusFacts {
  readonly status: SessionStatus;
  readonly topology: Topology;
  /** Whether the start has taken longer than a learner should wait without a word. */
  readonly isSlow: boolean;
}

export function statusText({ status, topology, isSlow }: StatusFacts): string {
  switch (status.kind) {
    case 'idle':
      return 'Ready to run. Ctrl+Enter runs too.';
    case 'booting':
      return isSlow
        ? 'Still starting, which takes longer than it should. A sentence will say why if it does not work out.'
        : 'Starting …';
    case 'ready':
      return `${engine(status.booted)}: ${ended(status)}${why(status.booted)}`;
    case 'running': {
      const workers = livingWorkers(topology).length;
      const what = status.checking ? 'checking your work' : 'running';
      const file = status.variant === 'solution' ? `${status.entry} of the solution` : status.entry;
      return `${engine(status.booted)}: ${what}, ${workers} worker${workers === 1 ? '' : 's'} (${file})${why(status.booted)}`;
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

function ended({ lastExit }: Extract<SessionStatus, { kind: 'ready' }>): string {
  if (lastExit === null) return 'ready';
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

function why({ passedOver }: Booted): string {
  return passedOver.map(({ label, reason }) => `. ${label} was passed over: ${reason}`).join('');
}
