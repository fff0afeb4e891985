/** The state of a session: whether its engine is ready, and what runs on it. */
import type { ExitStatus, FileMap } from '@cluster-lab/sandbox';
import type { Booted } from './engine-lease.ts';

/** The learner's own files, or the course's solution laid over them for a run. */
export type Variant = 'mine' | 'solution';

export interface Running {
  readonly kind: 'running';
  readonly booted: Booted;
  readonly entry: string;
  readonly variant: Variant;
  readonly checking: boolean;
  /** The learner's files as they were when it was started. */
  readonly files: FileMap;
}

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
  | Running
  | { readonly kind: 'failed'; readonly message: string; readonly hint: string };

/** Why a run is not what is on show any more; undefined while it is, and where nothing runs that the learner could start anew. */
export function outdatedBy(status: SessionStatus, files: FileMap, entry: string): 'edits' | 'program' | undefined {
  if (status.kind !== 'running' || status.checking || !status.booted.sandbox.capabilities.editable) return undefined;
  if (status.entry !== entry) return 'program';
  const paths = [...Object.keys(files), ...Object.keys(status.files)];
  return paths.some((path) => files[path] !== status.files[path]) ? 'edits' : undefined;
}
