import { afterAll, beforeAll } from 'vitest';
import { startLocalHost, type LocalHost } from '../support/local-host.ts';
import { sandboxContract } from '../support/sandbox-contract.ts';
import { bootLimit } from '../support/boot-limit.ts';

let host: LocalHost;
beforeAll(async () => {
  host = await startLocalHost();
});
afterAll(() => host.close());

sandboxContract('local-node', () => host.engine.boot({}, bootLimit()));
