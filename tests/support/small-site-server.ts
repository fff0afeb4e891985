/** Serves a folder as `npm start` does, with a workshop: `<folder> <bounds as JSON>`; prints its ports. */
import path from 'node:path';
import { freePort } from '../../src/sandbox/local-node/host/free-port.ts';
import { createApp } from '../../src/server/app.ts';
import type { Bounds } from '../../src/server/connections.ts';
import { endOnSignals } from '../../src/server/end.ts';
import { openLocalPort } from '../../src/server/local-port.ts';
import { openLog } from '../../src/features/workshop/server/open-log.ts';
import { Workshops } from '../../src/features/workshop/server/workshops.ts';

const [folder = '', bounds = 'null'] = process.argv.slice(2);
const workshops = await Workshops.open(await openLog(path.join(folder, 'workshops')));
const port = await freePort();
const localPort = await openLocalPort({ sitePort: port, programs: {}, workshops });
const app = await createApp({
  ...{ folder, localPort, workshop: { workshops } },
  bounds: (JSON.parse(bounds) as Bounds | null) ?? undefined,
});
endOnSignals(async () => {
  await workshops.close();
  await app.close();
});
await app.listen({ port, host: '127.0.0.1' });
console.log(`${port} ${localPort.port}`);
