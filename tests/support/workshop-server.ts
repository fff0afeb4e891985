/** Serves workshops alone, as a process of its own that a test can kill: `<folder> <port> [hello within ms]`; prints its port. */
import Fastify from 'fastify';
import type { AddressInfo } from 'node:net';
import { WORKSHOP_SOCKET_PATH } from '../../src/core/workshop/protocol.ts';
import { routeUpgrades } from '../../src/server/upgrades.ts';
import { serveWorkshops } from '../../src/server/workshop/serve.ts';
import { openLog } from '../../src/server/workshop/open-log.ts';
import { Workshops } from '../../src/server/workshop/workshops.ts';

const [folder = '', port = '0', helloWithinMs] = process.argv.slice(2);
const workshops = await Workshops.open(await openLog(folder));
const app = Fastify({ forceCloseConnections: true });
const upgrade = serveWorkshops(app, { workshops, ...(helloWithinMs && { helloWithinMs: Number(helloWithinMs) }) });
routeUpgrades(app.server, { [WORKSHOP_SOCKET_PATH]: upgrade });
await app.listen({ port: Number(port), host: '127.0.0.1' });
console.log((app.server.address() as AddressInfo).port);
