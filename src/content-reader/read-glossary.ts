/** Reads the glossary; a step that is named must be there. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { glossarySchema, type Glossary } from '../core/lesson/glossary.schema.ts';

/**
 * @param root the content folder
 * @param steps ids of the course's steps
 * @throws with every mistake in a line
 */
export function readGlossary(root: string, steps: ReadonlySet<string>): Glossary {
  const file = path.join(root, 'glossary.yaml');
  const glossary = glossarySchema.parse(parse(readFileSync(file, 'utf8')));
  const lost = Object.entries(glossary).filter(([, { shownBy }]) => !steps.has(shownBy));
  if (lost.length === 0) return glossary;
  throw new Error(
    lost.map(([id, { shownBy }]) => `${file}: "${id}" is shown by "${shownBy}", and there is no such step.`).join('\n'),
  );
}
