/** What each authored step is granted beyond the guard: the build writes it down, so a page cannot ask for more. */
import { readFile } from 'node:fs/promises';

/** Steps without needs are left out of the file; an unknown one is granted nothing. */
export async function readGrants(file: string): Promise<(step: string) => readonly string[]> {
  const needs = JSON.parse(await readFile(file, 'utf8')) as Record<string, readonly string[]>;
  return (step) => (Object.hasOwn(needs, step) ? (needs[step] ?? []) : []);
}
