import { afterAll, beforeAll } from 'vitest';
import { sandboxContract } from '../../src/sandbox/sandbox.contract.ts';
import { startLocalHost, type LocalHost } from '../support/local-host.ts';

let host: LocalHost;
beforeAll(async () => {
  host = await startLocalHost();
});
afterAll(() => host.close());

sandboxContract('local-node', { boot: () => host.engine.boot({}, AbortSignal.timeout(10_000)) });
