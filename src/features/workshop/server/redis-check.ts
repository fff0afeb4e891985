/** Whether a Redis keeps what it acknowledges: an answer of a learner must not be lost to a power cut. */

/** With a sentence for who starts the server. */
export class NoRedis extends Error {}

interface Configurable {
  configGet(name: string): Promise<Record<string, string>>;
}

const WANTED = { appendonly: 'yes', appendfsync: 'always' } as const;

/** @throws {NoRedis} saying what to change */
export async function checkDurable(client: Configurable): Promise<void> {
  const found: Record<string, string> = {};
  try {
    for (const name of Object.keys(WANTED)) Object.assign(found, await client.configGet(name));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new NoRedis(
      `This Redis does not tell how it keeps things (CONFIG GET: ${reason}), so nobody can say whether an answer is safe. Allow CONFIG GET for this user, or use another Redis.`,
    );
  }
  const wrong = Object.entries(WANTED).filter(([name, value]) => found[name] !== value);
  if (wrong.length === 0) return;
  const is = wrong.map(([name]) => `${name} ${found[name] ?? 'unknown'}`).join(', ');
  const should = wrong.map(([name, value]) => `--${name} ${value}`).join(' ');
  throw new NoRedis(
    `This Redis could lose answers that were acknowledged: it has ${is}. Start it with: redis-server ${should}`,
  );
}
