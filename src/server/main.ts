/** `npm start`, once the site is built: the only place that listens. */
import cluster from 'node:cluster';
import { existsSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { fileURLToPath } from 'node:url';
import { createApp } from './app.ts';
import { forOthers, urlsForOthers } from './for-others.ts';
import { startWorkers } from './workers.ts';
import { describeWorkshops } from './workshop/announce.ts';
import { readCommandLine } from './workshop/command-line.ts';
import { openLog } from './workshop/open-log.ts';
import { Workshops } from './workshop/workshops.ts';

const FIRST_PORT = 4321;
const MOST_TRIES = 50;
const asked = readCommandLine(process.argv.slice(2));
/** Another one lets a class in: it gets pages, whose programs run in its own browsers. Node here never serves it. */
const host = process.env['HOST'] ?? (asked.workshop ? '0.0.0.0' : 'localhost');
const wanted = Number(process.env['PORT'] ?? FIRST_PORT);

const folder = fileURLToPath(new URL('../../dist', import.meta.url));
if (!existsSync(folder)) {
  console.error('There is no built site yet. Run "npm start", which builds it first, or "npm run build".');
  process.exit(1);
}

try {
  if (cluster.isWorker) await serve(wanted, 1);
  else if (asked.workers > 1) await lead();
  else {
    const { port, workshops } = await serve(wanted, MOST_TRIES);
    await announce(port, workshops);
  }
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}

/** Only starts workers, says where they are, and replaces them. */
async function lead(): Promise<void> {
  if (!asked.workshop || !process.env['REDIS_URL']) {
    throw new Error(
      'Several workers share a workshop through Redis: start it, and say where it is.\nREDIS_URL=redis://127.0.0.1:6379 npm start -- --workshop --workers 2',
    );
  }
  const workshops = await Workshops.open(await openLog(asked.data), asked);
  const probe = await serve(wanted, MOST_TRIES);
  await probe.close();
  await startWorkers(asked.workers, { PORT: String(probe.port) });
  await announce(probe.port, workshops);
  console.log(`\n${asked.workers} workers share the port. kill -HUP ${process.pid} replaces them one by one.`);
  await workshops.close();
}

interface Serving {
  readonly port: number;
  readonly workshops: Workshops | undefined;
  close(): Promise<void>;
}

/** The wanted port, or the next free one of `tries`. Loopback alone, unless told otherwise. */
async function serve(first: number, tries: number): Promise<Serving> {
  const workshops = asked.workshop ? await Workshops.open(await openLog(asked.data), asked) : undefined;
  for (let port = first; port < first + tries; port++) {
    const [address] = urlsForOthers(host, port, networkInterfaces());
    const workshop = workshops && { workshops, address };
    // Its token and its processes are one server's own: among several, programs run in the browser.
    const app = await createApp({ folder, port, runsPrograms: asked.workers === 1, ...(workshop && { workshop }) });
    try {
      await app.listen({ port, host });
    } catch (error) {
      await app.close();
      if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') continue;
      throw error;
    }
    const close = async () => {
      await workshops?.close();
      await app.close();
    };
    if (!cluster.isPrimary || asked.workers === 1) {
      for (const signal of ['SIGINT', 'SIGTERM'] as const)
        process.once(signal, () => void close().then(() => process.exit(0)));
    }
    return { port, workshops, close };
  }
  const last = first + tries - 1;
  const which = tries === 1 ? `Port ${first} is taken` : `No port from ${first} to ${last} is free`;
  throw new Error(`${which}. Set another one: PORT=8080 npm start`);
}

async function announce(port: number, workshops: Workshops | undefined): Promise<void> {
  const own = `http://localhost:${port}/`;
  console.log(`\nCluster Lab is ready. Open it in a browser; Ctrl+C here ends it.\n${own}`);
  const others = forOthers(host, port, networkInterfaces());
  if (others !== undefined) console.log(`\n${others}`);
  if (workshops === undefined) return;
  const [address = own] = urlsForOthers(host, port, networkInterfaces());
  console.log(`\n${await describeWorkshops(workshops, asked, address, own)}`);
}
