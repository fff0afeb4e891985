/** The state of a session: whether its engine is ready, and what runs on it. */
import type { ExitStatus } from '@cluster-lab/sandbox';
import type { Booted } from './engine-lease.ts';

/** The learner's own files, or the course's solution laid over them for a run. */
export type Variant = 'mine' | 'solution';

export type SessionStatus =
  | { readonly kind: 'idle' }
  | { readonly kind: 'booting' }
  | {
      readonly kind: 'ready';
      readonly booted: Booted;
      readonly lastExit: ExitStatus | null;
      /** Whether the last run was a check's, which the check ends. */
      readonly checked?: boolean;
    }
  | {
      readonly kind: 'running';
      readonly booted: Booted;
      readonly entry: string;
      readonly variant: Variant;
      readonly checking: boolean;
    }
  | { readonly kind: 'failed'; readonly message: string; readonly hint: string };
