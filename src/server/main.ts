/** `npm start`, once the site is built: the only place that listens. */
import cluster from 'node:cluster';
import { existsSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isFree } from '../sandbox/local-node/host/free-port.ts';
import { createApp } from './app.ts';
import { endOnSignals } from './end.ts';
import { forOthers, isForOthers, urlsForOthers } from './for-others.ts';
import { readGrants } from './grants.ts';
import { openLocalPort, type LocalPort } from './local-port.ts';
import { startWorkers } from './workers.ts';
import { describeWorkshops } from '../features/workshop/server/announce.ts';
import { readCommandLine } from '../features/workshop/server/command-line.ts';
import { openLog } from '../features/workshop/server/open-log.ts';
import { Workshops } from '../features/workshop/server/workshops.ts';

const FIRST_PORT = 4321;
const LAST_PORT = 65_535;
const MOST_TRIES = 50;
const asked = readCommandLine(process.argv.slice(2));
/** Another one lets a class in: it gets pages, whose programs run in its own browsers. The second port stays on loopback. */
const host = process.env['HOST'] ?? (asked.workshop ? '0.0.0.0' : 'localhost');
/** Where others reach the server, only when it was said. A token is one process's own: several workers run none. */
const runsPrograms = asked.workers === 1 && (asked.programs || !isForOthers(host));
/** Tells the workers the second port, which they share too. */
const LOCAL_PORT = 'CLUSTER_LAB_LOCAL_PORT';

const folder = fileURLToPath(new URL('../../dist', import.meta.url));
if (!existsSync(folder)) {
  console.error('There is no built site yet. Run "npm start", which builds it first, or "npm run build".');
  process.exit(1);
}

try {
  const wanted = readPort(process.env['PORT']);
  if (cluster.isWorker) await serve(wanted, 1);
  else if (asked.workers > 1) await lead(wanted);
  else await announce(await serve(wanted, MOST_TRIES));
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}

/** Only starts workers, says where they are, and replaces them. */
async function lead(first: number): Promise<void> {
  if (!asked.workshop || !process.env['REDIS_URL']) {
    throw new Error(
      'Several workers share a workshop through Redis: start it, and say where it is.\nREDIS_URL=redis://127.0.0.1:6379 npm start -- --workshop --workers 2',
    );
  }
  const workshops = await Workshops.open(await openLog(asked.data), asked);
  const { port, localPort, close } = await serve(first, MOST_TRIES);
  await close();
  await startWorkers(asked.workers, port, { [LOCAL_PORT]: String(localPort.port) });
  await announce({ port, workshops });
  console.log(`\n${asked.workers} workers share the port. kill -HUP ${process.pid} replaces them one by one.`);
  await workshops.close();
}

function readPort(text = String(FIRST_PORT)): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= LAST_PORT) return port;
  throw new Error(`PORT takes a number from 1 to ${LAST_PORT}, not "${text}": PORT=8080 npm start`);
}

interface Serving {
  readonly port: number;
  readonly localPort: LocalPort;
  readonly workshops: Workshops | undefined;
  close(): Promise<void>;
}

/** The wanted port, or the next free one of `tries`. Loopback alone, unless told otherwise. */
async function serve(first: number, tries: number): Promise<Serving> {
  const workshops = asked.workshop ? await Workshops.open(await openLog(asked.data), asked) : undefined;
  const last = Math.min(first + tries - 1, LAST_PORT);
  for (let port = first; port <= last; port++) {
    // Looking costs little, where there are several to look at; setting up a server for nothing costs a second.
    const serving = first !== last && (await isTaken(port)) ? undefined : await serveAt(port, workshops);
    if (serving === undefined) continue;
    if (!cluster.isPrimary || asked.workers === 1) endOnSignals(serving.close);
    return serving;
  }
  const which = first === last ? `Port ${first} is taken` : `No port from ${first} to ${last} is free`;
  throw new Error(`${which}. Set another one: PORT=8080 npm start`);
}

/** A browser may take either address of "localhost". */
async function isTaken(port: number): Promise<boolean> {
  const addresses = host === 'localhost' ? ['127.0.0.1', '::1'] : [host];
  const free = await Promise.all(addresses.map((address) => isFree(port, address)));
  return free.includes(false);
}

/** @returns undefined when somebody took the port meanwhile */
async function serveAt(port: number, workshops: Workshops | undefined): Promise<Serving | undefined> {
  const [address] = urlsForOthers(host, port, networkInterfaces());
  const shared = process.env[LOCAL_PORT];
  const localPort = await openLocalPort({
    sitePort: port,
    programs: runsPrograms ? { grantsOf: await readGrants(path.join(folder, 'needs.json')) } : undefined,
    workshops,
    port: shared === undefined ? undefined : Number(shared),
  });
  const app = await createApp({ folder, localPort, workshop: workshops && { workshops, address } });
  try {
    await app.listen({ port, host });
  } catch (error) {
    await app.close();
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return undefined;
    throw error;
  }
  const close = async () => {
    await workshops?.close();
    await app.close();
  };
  return { port, localPort, workshops, close };
}

async function announce({ port, workshops }: Pick<Serving, 'port' | 'workshops'>): Promise<void> {
  const own = `http://localhost:${port}/`;
  console.log(`\nCluster Lab is ready. Open it in a browser; Ctrl+C here ends it.\n${own}`);
  const others = forOthers(host, port, networkInterfaces());
  if (others !== undefined) console.log(`\n${others}\n${whoseProgramsRun(own)}`);
  if (workshops === undefined) return;
  const [address = own] = urlsForOthers(host, port, networkInterfaces());
  console.log(`\n${await describeWorkshops(workshops, asked, address, own)}`);
}

function whoseProgramsRun(own: string): string {
  if (runsPrograms)
    return `Node on this computer runs the programs of pages that are opened on it at ${own}, because of --programs.`;
  const how = asked.workers === 1 ? ' To let it run those of pages opened on it: npm start -- --programs' : '';
  return `Node on this computer runs no programs while others reach this server: yours run in your browser too.${how}`;
}
