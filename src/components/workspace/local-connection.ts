/** Whether Node on this computer runs this page's programs, and where it is asked. */
import { isLoopback } from '../../browser/loopback.ts';
import { askLocalPort } from '../../browser/local-port.ts';
import type { Connection } from '../../sandbox/local-node/engine.ts';

/** One sentence where it does not; `isExpected` where nobody who opened the page so thought it would. */
export async function localConnection(): Promise<Connection> {
  try {
    const localPort = await askLocalPort();
    if (localPort?.programs === true) return { url: localPort.url };
    if (localPort === undefined) {
      const reason =
        'This page was not given by "npm start" on this computer, at http://localhost, so Node here is out of its reach.';
      return { reason, isExpected: !isLoopback() };
    }
    return {
      reason:
        'Others reach this server, so Node here runs programs only when it is started with "npm start -- --programs".',
      isExpected: true,
    };
  } catch {
    return { reason: 'The course\'s server does not answer. Is "npm start" still running?' };
  }
}
