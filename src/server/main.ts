/** `npm start`, once the site is built: the only place that listens. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createApp } from './app.ts';

const FIRST_PORT = 4321;
const MOST_TRIES = 50;

const folder = fileURLToPath(new URL('../../dist', import.meta.url));
if (!existsSync(folder)) {
  console.error('There is no built site yet. Run "npm start", which builds it first.');
  process.exit(1);
}

const app = await listenFrom(Number(process.env['PORT'] ?? FIRST_PORT));
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void app.close().then(() => process.exit(0)));
}

/** The wanted port, or the next free one. Loopback alone: what listens here runs code. */
async function listenFrom(wanted: number) {
  for (let port = wanted; port < wanted + MOST_TRIES; port++) {
    const app = await createApp({ folder, port });
    try {
      await app.listen({ port, host: 'localhost' });
      console.log(`\nCluster Lab is ready. Open it in a browser; Ctrl+C here ends it.\nhttp://localhost:${port}/`);
      return app;
    } catch (error) {
      await app.close();
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    }
  }
  throw new Error(`No port from ${wanted} to ${wanted + MOST_TRIES - 1} is free. Set another one: PORT=8080 npm start`);
}
