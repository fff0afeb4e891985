/** `npm start`'s server as a process of a test's own, with whatever stands behind it on the command line. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';

export interface ServerProcess extends AsyncDisposable {
  readonly pid: number;
  /** All that it has printed. */
  readonly output: () => string;
  /** Settles when it has printed `words`; rejects when it ends before. */
  says(words: string | RegExp): Promise<void>;
  /** Its children's process ids, by Linux. */
  children(): Promise<readonly number[]>;
  close(): Promise<void>;
  readonly ended: Promise<number | null>;
}

export interface ServerOptions {
  /** For its Node. */
  readonly flags?: readonly string[];
  /** What serves in the end. */
  readonly program?: string;
}

export function startServer(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  { flags = [], program = 'src/server/main.ts' }: ServerOptions = {},
): ServerProcess {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...flags, program, ...args], {
    env: { ...process.env, HOST: 'localhost', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let wake: () => void = () => undefined;
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text: Buffer) => {
      output += text.toString();
      wake();
    });
  }
  const ended = once(child, 'close').then(([code]) => {
    wake();
    return code as number | null;
  });
  const pid = child.pid ?? 0;
  const close = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await ended;
  };
  return {
    pid,
    output: () => output,
    ended,
    async says(words) {
      const isSaid = () => (typeof words === 'string' ? output.includes(words) : words.test(output));
      while (!isSaid()) {
        if (child.exitCode !== null) throw new Error(`It ended with code ${child.exitCode}:\n${output}`);
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
    async children() {
      return (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).trim().split(' ').map(Number);
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}
