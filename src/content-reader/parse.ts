/** Parses YAML by a schema and says of each mistake on which line it stands. */
import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import type { Problem } from './problem.ts';

/** Line of the node at a path, counted in the file. */
export type LineOf = (path: readonly PropertyKey[]) => number;

export interface Parsed<Value> {
  readonly value: Value | undefined;
  readonly problems: readonly Problem[];
  readonly lineOf: LineOf;
}

/** @param firstLine the file's line on which `text` begins */
export function parseYaml<Schema extends z.ZodType>(
  schema: Schema,
  { file, text, firstLine = 1 }: { readonly file: string; readonly text: string; readonly firstLine?: number },
): Parsed<z.output<Schema>> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const lineAt = (offset: number) => lines.linePos(offset).line + firstLine - 1;
  const lineOf = (path: readonly PropertyKey[]) => lineAt(offsetOf(document, path));
  const broken = document.errors.map((error): Problem => {
    const [message = ''] = error.message.split('\n');
    const fix = 'Mend the YAML: check indentation, quotes and colons on this line.';
    return { file, line: lineAt(error.pos[0]), expected: 'YAML', found: message, fix };
  });
  if (broken.length > 0) return { value: undefined, problems: broken, lineOf };
  const data: unknown = document.toJS();
  const result = schema.safeParse(data);
  if (result.success) return { value: result.data, problems: [], lineOf };
  const problems = result.error.issues.map((issue): Problem => {
    const where = issue.path.map(String).join('.') || 'the whole';
    const value = at(data, issue.path);
    const found = value === undefined ? 'nothing' : JSON.stringify(value);
    return {
      file,
      line: lineOf(issue.path),
      expected: `${where}: ${issue.message}`,
      found: found.slice(0, 120),
      fix:
        issue.code === 'unrecognized_keys'
          ? 'Remove the key, or correct its spelling.'
          : `Write a fitting value for ${where}.`,
    };
  });
  return { value: undefined, problems, lineOf };
}

/** The nearest node on the way to `path`: a missing key is reported where it should stand. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node)) return node.range?.[0] ?? 0;
  }
  return 0;
}

function at(data: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], data);
}
