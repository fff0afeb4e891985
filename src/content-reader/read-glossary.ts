/** Reads the glossary; a step that is named must be there. */
import { glossarySchema, type Glossary } from '../core/lesson/glossary.schema.ts';
import { entriesIn, readEntries, type EntriesReading } from './read-entries.ts';

/**
 * @param root the content folder
 * @param steps ids of the course's steps
 */
export function readGlossary(root: string, steps: ReadonlySet<string>): EntriesReading<Glossary> {
  return readEntries(glossarySchema, 'glossary.yaml', root, steps);
}

/** @throws with every problem, each in full */
export function glossaryIn(root: string, steps: ReadonlySet<string>): Glossary {
  return entriesIn(readGlossary(root, steps));
}
