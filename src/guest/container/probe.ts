/** Tries out, with a cluster of its own, what of node:cluster really works here. Takes six seconds at most, and far less where all works. */
import cluster, { type Worker } from 'node:cluster';
import http from 'node:http';
import process from 'node:process';

/** A busy computer is slow to start six processes, and must not be taken for one where handing over fails. */
const LIMIT_MS = 6_000;
/** One answer; a lost connection must not use up the whole time. */
const ANSWER_MS = 1_000;
const REQUESTS = 20;
/** In a worker's environment: what it is for. */
const ROLE = 'PROBE_ROLE';

type Role = 'server' | 'stuck' | 'listener' | 'crasher';

/** What was seen; what was not seen in time stays as it is here. */
interface Findings {
  /** A worker ran and answered a message. */
  messages: boolean;
  /** Requests each of two workers on one port got, of 20 on new connections: [10, 10] is round robin. */
  shares: number[];
  /** Signals that one process sent to another and that did what they do. */
  signals: string[];
  /** A worker's exit code reached the primary. */
  crashes: boolean;
}

export async function probe(): Promise<Findings> {
  const found: Findings = { messages: false, shares: [], signals: [], crashes: false };
  const trials = Promise.allSettled([tryPort(found), trySignals(found), tryCrash(found)]);
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([trials, new Promise((resolve) => (timer = setTimeout(resolve, LIMIT_MS)))]);
  clearTimeout(timer);
  for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill('SIGKILL');
  return { ...found, shares: [...found.shares] };
}

async function tryPort(found: Findings): Promise<void> {
  const servers = [forkAs('server'), forkAs('server')];
  const ports = await Promise.all(
    servers.map((server) => new Promise<number>((resolve) => server.once('listening', ({ port }) => resolve(port)))),
  );
  found.messages = (await ask(servers[0] as Worker, 'ping')) === 'pong';
  const counts = new Map(servers.map(({ id }) => [String(id), 0]));
  for (let i = 0; i < REQUESTS; i++) {
    const id = await served(ports[i % 2] as number);
    if (id === undefined) return;
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  found.shares = [...counts.values()];
}

/** Signals go from one worker to another, as the page sends them from a process of its own. */
async function trySignals(found: Findings): Promise<void> {
  const [stuck, listener, sender] = [forkAs('stuck'), forkAs('listener'), forkAs('listener')];
  const ready = [stuck, listener, sender].map((worker) => new Promise((resolve) => worker.once('message', resolve)));
  await Promise.all(ready);
  const send = (to: Worker, signal: string) => sender.send({ signal, pid: to.process.pid });
  sender.on('message', ({ refused, pid }: { refused?: NodeJS.Signals; pid?: number }) => {
    if (refused !== undefined && pid !== undefined) process.kill(pid, refused);
  });
  const killed = endedBy(stuck, 'SIGKILL').then(() => found.signals.push('SIGKILL'));
  send(stuck, 'SIGKILL');
  for (const signal of ['SIGUSR2', 'SIGINT'] as const) {
    const heard = new Promise((resolve) => listener.once('message', resolve));
    send(listener, signal);
    if ((await heard) === signal) found.signals.push(signal);
  }
  const ended = endedBy(listener, 'SIGTERM').then(() => found.signals.push('SIGTERM'));
  send(listener, 'SIGTERM');
  await Promise.all([killed, ended]);
}

async function tryCrash(found: Findings): Promise<void> {
  const crasher = forkAs('crasher');
  found.crashes = (await new Promise((resolve) => crasher.once('exit', resolve))) === 3;
}

/** Settles when the worker ends by that signal, and never when it ends otherwise. */
function endedBy(worker: Worker, signal: string): Promise<void> {
  return new Promise((resolve) => {
    worker.once('exit', (_code, by) => {
      if (by === signal) resolve();
    });
  });
}

function forkAs(role: Role): Worker {
  return cluster.fork({ [ROLE]: role });
}

function ask(worker: Worker, question: string): Promise<unknown> {
  const answer = new Promise((resolve) => worker.once('message', resolve));
  worker.send(question);
  return answer;
}

/** The id of the worker that answers on a new connection; undefined when none does. */
function served(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const request = http.get({ port, agent: false, timeout: ANSWER_MS }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString())).on('end', () => resolve(body));
    });
    request.on('timeout', () => request.destroy()).on('error', () => resolve(undefined));
  });
}

/** A worker's part. */
export function serveProbe(): void {
  const role = process.env[ROLE] as Role;
  switch (role) {
    case 'server':
      http.createServer((_request, response) => response.end(String(cluster.worker?.id))).listen(0);
      process.on('message', () => process.send?.('pong'));
      return;
    case 'listener':
      for (const name of ['SIGUSR2', 'SIGINT'] as const) process.on(name, () => process.send?.(name));
      process.on('message', ({ signal, pid }: { signal: NodeJS.Signals; pid: number }) => {
        try {
          process.kill(pid, signal);
        } catch {
          // An engine may let a parent alone signal its children: then it is asked to.
          process.send?.({ refused: signal, pid });
        }
      });
      process.send?.('ready');
      return;
    case 'stuck':
      // Once it is on its way, nothing of this process runs any more.
      process.send?.('ready', () => {
        for (;;);
      });
      return;
    case 'crasher':
      return process.exit(3);
    default:
      role satisfies never;
  }
}
