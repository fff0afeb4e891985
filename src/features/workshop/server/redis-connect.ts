/** A connection to the Redis that REDIS_URL names: refused with a sentence where there is none, and coming back by itself later. */
import { createClient } from '@redis/client';
import { NoRedis } from './redis-check.ts';

const RECONNECT_MS = 250;
const CONNECT_WITHIN_MS = 3_000;

export type Client = ReturnType<typeof connectTo>;

function connectTo(url: string) {
  return createClient({
    url,
    // What cannot be sent now fails now: its sender is told, and sends it again.
    disableOfflineQueue: true,
    socket: { connectTimeout: CONNECT_WITHIN_MS, reconnectStrategy: () => RECONNECT_MS },
  });
}

/** @throws {NoRedis} */
export async function connect(url: string): Promise<Client> {
  if (!URL.canParse(url) || !/^rediss?:$/.test(new URL(url).protocol)) {
    throw new NoRedis(`REDIS_URL is "${url}", which is no address of a Redis. Example: redis://127.0.0.1:6379`);
  }
  const client = connectTo(url);
  let problem = 'it did not answer';
  const note = (error: Error) => (problem = error.message || String(error));
  client.on('error', note);
  const late = new Promise<'late'>((resolve) => setTimeout(resolve, CONNECT_WITHIN_MS, 'late'));
  const connected = client.connect().catch(note);
  const outcome = await Promise.race([connected, late]);
  if (outcome === 'late' || !client.isReady) {
    client.destroy();
    throw new NoRedis(
      `The Redis at ${new URL(url).host} cannot be reached: ${problem}. Start it, or correct REDIS_URL.`,
    );
  }
  client.off('error', note);
  return client;
}
