/** Serves workshops alone, as a process of its own that a test can kill: `<folder> <port> [hello within ms]`; prints its ports. */
import Fastify from 'fastify';
import type { AddressInfo } from 'node:net';
import { WORKSHOP_SOCKET_PATH } from '../../src/features/workshop/model/protocol.ts';
import { routeUpgrades } from '../../src/server/upgrades.ts';
import { openLocalPort } from '../../src/server/local-port.ts';
import { serveWorkshops } from '../../src/features/workshop/server/serve.ts';
import { openLog } from '../../src/features/workshop/server/open-log.ts';
import { Workshops } from '../../src/features/workshop/server/workshops.ts';

const [folder = '', port = '0', helloWithinMs] = process.argv.slice(2);
const workshops = await Workshops.open(await openLog(folder));
const app = Fastify({ forceCloseConnections: true });
const upgrade = serveWorkshops(app, { workshops, ...(helloWithinMs && { helloWithinMs: Number(helloWithinMs) }) });
routeUpgrades(app.server, { [WORKSHOP_SOCKET_PATH]: upgrade });
await app.listen({ port: Number(port), host: '127.0.0.1' });
const { port: sitePort } = app.server.address() as AddressInfo;
const localPort = await openLocalPort({ sitePort, workshops });
console.log(JSON.stringify([sitePort, localPort.port]));
