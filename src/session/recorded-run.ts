/** A session's sentences where a recording plays instead of the learner's code, or an engine cannot meet a step's needs. */
import { missingNeeds, needsInWords, type Need } from '../core/lesson/needs.ts';
import { SandboxError, type Sandbox } from '@cluster-lab/sandbox';
import type { Booted } from './engine-lease.ts';
import type { Explanation } from './explain.ts';
import { inTerminal } from './in-terminal.ts';

/** Whether the engine replays a recorded run. */
export function isRecording({ capabilities }: Sandbox): boolean {
  return !capabilities.editable;
}

/** The reason against judging the learner's work on this engine; undefined where there is none. */
export function whyNotJudged(needs: readonly Need[], { sandbox, label }: Booted): Explanation | undefined {
  if (isRecording(sandbox)) {
    return {
      message: 'This is a recording of the solution, so nothing of yours ran that could be checked.',
      hint: 'Leave the recording to check your own work.',
    };
  }
  const missing = missingNeeds(needs, sandbox.capabilities.needs);
  if (missing.length === 0) return undefined;
  return {
    message: `This step needs ${needsInWords(missing)}, which ${label} cannot give, so your work cannot be checked here.`,
    hint: 'Watch the recorded run, or run the step at home.',
  };
}

export function takesNothing(what: 'requests' | 'signals' | 'input'): SandboxError {
  return new SandboxError(
    'recorded',
    `This is a recording, so it takes no ${what}.`,
    'Leave the recording to try it yourself, or run the step at home.',
  );
}

/** Terminal text in front of a recording. */
export function recordedNotice({ nodeVersion }: Sandbox): string {
  return inTerminal(
    `This is a recording of Node ${nodeVersion.replace('v', '')}.`,
    'It ran the solution of this step.',
    'Pauses over 2 seconds are shortened.',
  );
}

export const RECORDING_ENDS = inTerminal('The recording ends here.', 'Press Run to watch it again.');
