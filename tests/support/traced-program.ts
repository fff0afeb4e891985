/** Runs a real program on the pinned Node with the bundled tracer, as the host of this computer does but unfenced, and gives what it reported, printed and exited with. */
import { spawn, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { closeSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleGuest } from '../../scripts/guest-bundle.ts';
import type { LoadPlan } from '../../src/core/load/load-plan.schema.ts';
import { loadPlanSchema } from '../../src/core/load/load-plan.schema.ts';
import type { TraceEvent, TraceFact } from '../../src/core/trace/event.ts';
import { createSplitter } from '../../src/core/trace/splitter.ts';
import { createStackFrameFilter } from '../../src/core/trace/stack-frames.ts';
import { newChannelPath, openOutlets } from '../../src/sandbox/local-node/host/outlets.ts';

const NONCE = 'test';
type EventOf<Type extends TraceFact['type']> = Extract<TraceEvent, { type: Type }>;

export interface Output {
  readonly events: TraceEvent[];
  text: string;
  readonly exit: Promise<{ code: number | null; signal: string | null }>;
}

export interface TracedProgram extends Output {
  readonly pid: number;
  readonly port: number;
  /** Settles at the n-th event of a type, also when it has been already. */
  until<Type extends TraceFact['type']>(type: Type, count?: number): Promise<EventOf<Type>>;
  of<Type extends TraceFact['type']>(type: Type): EventOf<Type>[];
  load(plan: Partial<LoadPlan> & { requests: number }): Promise<EventOf<'load.outcome'>[]>;
  stop(): Promise<void>;
}

/**
 * @param source an ES module's text; it listens on `process.env.PORT`
 * @param options.preloads addresses of modules to load before the tracer
 */
export async function startTraced(
  source: string,
  options: { env?: Record<string, string>; traced?: boolean; preloads?: readonly string[] } = {},
): Promise<TracedProgram> {
  const folder = await mkdtemp(join(tmpdir(), 'traced-'));
  await mkdir(join(folder, '.cluster-lab'));
  const [tracer, generator] = await Promise.all([bundleGuest('tracer'), bundleGuest('load-generator')]);
  const files = { 'main.mjs': source, '.cluster-lab/tracer.mjs': tracer, '.cluster-lab/load-generator.mjs': generator };
  for (const [path, text] of Object.entries(files)) await writeFile(join(folder, path), text);
  const port = await freePort();
  const channelPath = newChannelPath(folder);
  const to = `to=${encodeURIComponent(channelPath)}`;
  const tracerUrl = `${pathToFileURL(join(folder, '.cluster-lab/tracer.mjs')).href}?${to}&run=${NONCE}`;
  const waiting = new Set<() => void>();
  const run = async (args: readonly string[], path?: string) => {
    const { output: pipe, channel } = await openOutlets(folder, path);
    const stdio: StdioOptions = pipe === undefined ? 'pipe' : ['pipe', pipe.writer, pipe.writer];
    const env = { PATH: process.env['PATH'], PORT: String(port), ...options.env };
    const child = spawn(process.execPath, args, { cwd: folder, detached: true, env, stdio });
    if (pipe !== undefined) closeSync(pipe.writer);
    child.once('exit', () => channel?.close());
    const streams = [pipe?.stream, child.stdout, child.stderr, channel?.frames].filter((stream) => stream != null);
    const splitter = createSplitter({ nonce: NONCE });
    const filter = createStackFrameFilter();
    const output = { events: [] as TraceEvent[], text: '', pid: child.pid ?? 0 };
    const onData = (chunk: string) => {
      const split = splitter.push(chunk);
      output.events.push(...split.events);
      output.text += filter.push(split.text);
      for (const look of waiting) look();
    };
    for (const stream of streams) stream.setEncoding('utf8').on('data', onData);
    const ends = streams.map((stream) => once(stream, 'end'));
    const ended = new Promise<Awaited<Output['exit']>>((resolve) => {
      child.once('exit', (code, signal) => resolve({ code, signal }));
    });
    const exit = Promise.all([ended, ...ends]).then(([status]) => status);
    return Object.assign(output, { exit });
  };
  const preloads = [...(options.preloads ?? []), ...(options.traced === false ? [] : [tracerUrl])];
  const program = await run([...preloads.map((url) => `--import=${url}`), 'main.mjs'], channelPath);
  const of = <Type extends TraceFact['type']>(type: Type) =>
    program.events.filter((event): event is EventOf<Type> => event.type === type);
  return Object.assign(program, {
    port,
    of,
    until<Type extends TraceFact['type']>(type: Type, count = 1): Promise<EventOf<Type>> {
      return new Promise((resolve) => {
        const look = () => {
          const event = of(type)[count - 1];
          if (event === undefined) return;
          waiting.delete(look);
          resolve(event);
        };
        waiting.add(look);
        look();
      });
    },
    async load(plan: Partial<LoadPlan> & { requests: number }) {
      const whole = JSON.stringify(loadPlanSchema.parse({ name: 'load', port, ...plan }));
      const load = await run(['.cluster-lab/load-generator.mjs', NONCE, whole]);
      await load.exit;
      return load.events.filter((event): event is EventOf<'load.outcome'> => event.type === 'load.outcome');
    },
    async stop() {
      try {
        process.kill(-program.pid, 'SIGKILL');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
      }
      await program.exit;
      await rm(folder, { recursive: true, force: true });
    },
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
