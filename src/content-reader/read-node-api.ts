/** Reads what the editor tells of Node's own names; a step that is named must be there. */
import { nodeApiSchema, type NodeApis } from '../core/lesson/node-api.schema.ts';
import { entriesIn, readEntries, type EntriesReading } from './read-entries.ts';

/**
 * @param root the content folder
 * @param steps ids of the course's steps
 */
export function readNodeApis(root: string, steps: ReadonlySet<string>): EntriesReading<NodeApis> {
  return readEntries(nodeApiSchema, 'node-api.yaml', root, steps);
}

/** @throws with every problem, each in full */
export function nodeApisIn(root: string, steps: ReadonlySet<string>): NodeApis {
  return entriesIn(readNodeApis(root, steps));
}
