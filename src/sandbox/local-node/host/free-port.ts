/** Finds the port that a sandbox's programs get as PORT. */
import { createServer } from 'node:net';
import { once } from 'node:events';

/** Below the range that systems take for outgoing connections, which could otherwise occupy it between look and use. */
const RANGE = { from: 10_000, size: 20_000 } as const;
const MOST_TRIES = 50;

/** @throws when no port is free, which a machine in working order never shows */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const port = RANGE.from + Math.floor(Math.random() * RANGE.size);
    if (await isFree(port)) return port;
  }
  throw new Error(`None of ${MOST_TRIES} ports tried from ${RANGE.from} on is free.`);
}

/** Whether nobody has it. @param host all interfaces when left out, as a learner's `listen(port)` asks for */
export async function isFree(port: number, host?: string): Promise<boolean> {
  const server = createServer();
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'EADDRINUSE';
  }
  server.close();
  await once(server, 'close');
  return true;
}
