/** `npm start`, once the site is built: the only place that listens. */
import { existsSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { fileURLToPath } from 'node:url';
import { createApp } from './app.ts';
import { forOthers, urlsForOthers } from './for-others.ts';
import { describeWorkshops } from './workshop/announce.ts';
import { readCommandLine } from './workshop/command-line.ts';
import { Workshops } from './workshop/workshops.ts';

const FIRST_PORT = 4321;
const MOST_TRIES = 50;
const asked = readCommandLine(process.argv.slice(2));
/** Another one lets a class in: it gets pages, whose programs run in its own browsers. Node here never serves it. */
const host = process.env['HOST'] ?? (asked.workshop ? '0.0.0.0' : 'localhost');

const folder = fileURLToPath(new URL('../../dist', import.meta.url));
if (!existsSync(folder)) {
  console.error('There is no built site yet. Run "npm start", which builds it first.');
  process.exit(1);
}

const workshops = asked.workshop ? await Workshops.open(asked.data).catch(giveUp) : undefined;
const app = await listenFrom(Number(process.env['PORT'] ?? FIRST_PORT));
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    workshops?.close();
    void app.close().then(() => process.exit(0));
  });
}

/** The wanted port, or the next free one. Loopback alone, unless told otherwise. */
async function listenFrom(wanted: number) {
  for (let port = wanted; port < wanted + MOST_TRIES; port++) {
    const [address] = urlsForOthers(host, port, networkInterfaces());
    const app = await createApp({ folder, port, ...(workshops && { workshop: { workshops, address } }) });
    try {
      await app.listen({ port, host });
      console.log(`\nCluster Lab is ready. Open it in a browser; Ctrl+C here ends it.\nhttp://localhost:${port}/`);
      const others = forOthers(host, port, networkInterfaces());
      if (others !== undefined) console.log(`\n${others}`);
      if (workshops !== undefined) {
        const own = `http://localhost:${port}/`;
        console.log(`\n${describeWorkshops(workshops, asked, address ?? own, own)}`);
      }
      return app;
    } catch (error) {
      await app.close();
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    }
  }
  throw new Error(`No port from ${wanted} to ${wanted + MOST_TRIES - 1} is free. Set another one: PORT=8080 npm start`);
}

function giveUp(error: Error): never {
  console.error(error.message);
  process.exit(1);
}
