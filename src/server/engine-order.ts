/** Which engines the built site offers: its build writes them down, since a policy names StackBlitz only where one of them is theirs. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** @param folder the built site */
export async function readEngineOrder(folder: string): Promise<readonly string[]> {
  return JSON.parse(await readFile(path.join(folder, 'engines.json'), 'utf8')) as readonly string[];
}
