/** Two network namespaces of a test's own, joined by a cable: as two computers on one network. Needs root and iproute2, on Linux. */
import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Computer {
  /** Its address on the cable. */
  readonly address: string;
  /** Runs this Node there, and answers what it printed. */
  node(args: readonly string[]): Promise<string>;
  /** Starts this Node there, with what it prints on `stdout`. */
  start(args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess;
}

export interface TwoComputers extends AsyncDisposable {
  readonly server: Computer;
  readonly other: Computer;
}

/** Undefined when they can be made here; otherwise what is missing. */
export function whyNoSecondComputer(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return 'A second network namespace needs root on Linux.';
  try {
    execFileSync('ip', ['netns', 'list'], { stdio: 'ignore' });
    return undefined;
  } catch {
    return 'A second network namespace needs the command ip, of the package iproute2.';
  }
}

export async function connectTwoComputers(): Promise<TwoComputers> {
  // Interface names have at most 15 characters.
  const names = ['a', 'b'].map((end) => `cl${process.pid}${end}`) as [string, string];
  const computers = names.map((name, index) => computer(name, `10.99.7.${index + 1}`)) as [Computer, Computer];
  const remove = async () => {
    for (const name of names) await run('ip', ['netns', 'delete', name]).catch(() => undefined);
  };
  try {
    for (const name of names) await run('ip', ['netns', 'add', name]);
    const [first, second] = names;
    await run('ip', ['link', 'add', first, 'netns', first, 'type', 'veth', 'peer', 'name', second, 'netns', second]);
    for (const [index, name] of names.entries()) {
      const inside = (...args: string[]) => run('ip', ['-n', name, ...args]);
      await inside('address', 'add', `${computers[index]?.address}/24`, 'dev', name);
      await inside('link', 'set', name, 'up');
      await inside('link', 'set', 'lo', 'up');
    }
  } catch (error) {
    await remove();
    throw error;
  }
  return { server: computers[0], other: computers[1], [Symbol.asyncDispose]: remove };
}

function computer(name: string, address: string): Computer {
  const inside = (args: readonly string[]) => ['netns', 'exec', name, process.execPath, ...args];
  return {
    address,
    node: async (args) => (await run('ip', inside(args), { timeout: 10_000 })).stdout,
    start: (args, env) =>
      spawn('ip', inside(args), { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] }),
  };
}
