/** Reads what the editor tells of Node's own names; a step that is named must be there. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { nodeApiSchema, type NodeApis } from '../core/lesson/node-api.schema.ts';

/**
 * @param root the content folder
 * @param steps ids of the course's steps
 * @throws with every mistake in a line
 */
export function readNodeApis(root: string, steps: ReadonlySet<string>): NodeApis {
  const file = path.join(root, 'node-api.yaml');
  const apis = nodeApiSchema.parse(parse(readFileSync(file, 'utf8')));
  const lost = Object.entries(apis).filter(([, { shownBy }]) => !steps.has(shownBy));
  if (lost.length === 0) return apis;
  throw new Error(
    lost
      .map(([name, { shownBy }]) => `${file}: "${name}" is shown by "${shownBy}", and there is no such step.`)
      .join('\n'),
  );
}
