/** Refuses programs that no sandbox starts: other commands than `node`, and too many at once. */
import { MOST_PROGRAMS } from './limits.ts';
import { SandboxError } from './sandbox.ts';

/** @throws {SandboxError} `unknown-command` for anything but `node` */
export function refuseOtherCommands(command: string): void {
  if (command === 'node') return;
  throw new SandboxError(
    'unknown-command',
    `There is no command "${command}" in the sandbox.`,
    'The one command is "node", followed by a file.',
  );
}

/** @throws {SandboxError} `too-many-processes` where the running programs leave no room for one more */
export function refuseOneMore(running: number): void {
  if (running < MOST_PROGRAMS) return;
  throw new SandboxError(
    'too-many-processes',
    `${MOST_PROGRAMS} programs run in this sandbox already.`,
    'Wait until one has ended, or stop one.',
  );
}
