/** Keeps a list of what must not outlive the server with a process that outlives it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Run } from './process-table.ts';

export interface Reaper {
  /** @returns the release, once the run has ended */
  watchRun(run: Run): () => void;
  /** @returns the release, once the folder is removed */
  watchFolder(folder: string): () => void;
  /** Lets it end whatever is still on its list. */
  close(): Promise<void>;
}

export function startReaper(): Reaper {
  const script = fileURLToPath(new URL('./reaper-process.ts', import.meta.url));
  // Its own group: a signal to the server's group must not take it along.
  const child = spawn(process.execPath, [script], { stdio: ['pipe', 'ignore', 'inherit'], detached: true });
  // Without it only the guarantee for a killed server is lost; writing to it must not end the server.
  child.stdin.on('error', () => undefined);
  child.unref();
  const watch = (entry: string) => {
    child.stdin.write(`+${entry}\n`);
    return () => void child.stdin.write(`-${entry}\n`);
  };
  return {
    watchRun: ({ group, mark }) => watch(`run ${group} ${mark}`),
    watchFolder: (folder) => watch(`folder ${JSON.stringify(folder)}`),
    async close() {
      child.stdin.end();
      // Who waits for its end may have nothing else to live for.
      child.ref();
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  };
}
