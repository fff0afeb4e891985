/** Whose program runs: the learner's own files, or something that says nothing about them (the solution, a recording). */
import type { SessionStatus } from '../../../session/session-status.ts';

export interface Run {
  readonly own: boolean;
  readonly checking: boolean;
}

/** Undefined while nothing runs. */
export function ownRun(status: SessionStatus): Run | undefined {
  if (status.kind !== 'running') return undefined;
  const { variant, checking, booted } = status;
  return { own: variant === 'mine' && booted.sandbox.capabilities.editable, checking };
}
