/** Which log this server writes to: Redis where REDIS_URL names one, else SQLite in a folder. */
import type { WorkshopLog } from './log.ts';
import { RedisLog } from './redis-log.ts';
import { SqliteLog } from './sqlite-log.ts';

/** @param folder of the SQLite database @throws with a sentence for who starts the server */
export function openLog(folder: string, redis = process.env['REDIS_URL']): Promise<WorkshopLog> {
  return redis === undefined || redis === '' ? SqliteLog.open(folder) : RedisLog.open(redis);
}
