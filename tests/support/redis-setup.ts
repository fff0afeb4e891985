/** The workshop's contract on Redis: every test of this project finds one at REDIS_URL. */
import { startRedis } from './redis-process.ts';

export default async function setup(): Promise<() => Promise<void>> {
  const redis = await startRedis();
  process.env['REDIS_URL'] = redis.url;
  return () => redis.close();
}
