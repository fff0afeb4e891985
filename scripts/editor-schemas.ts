/** JSON Schemas of what authors write, for editors: completion, descriptions and mistakes while typing. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { contentSchemas, type ContentKind } from '../src/content-reader/content-schemas.ts';
import { fieldOf } from '../src/content-reader/field.ts';

const FOLDER = '.cache/schemas';

/** Made anew by the commands that authors run, so that they are never older than the content. */
export function writeEditorSchemas(folder = FOLDER): void {
  mkdirSync(folder, { recursive: true });
  for (const [kind, schema] of Object.entries(contentSchemas))
    writeFileSync(path.join(folder, `${kind}.schema.json`), `${JSON.stringify(fieldOf(schema), null, 2)}\n`);
}

/** The line by which a YAML file tells an editor its schema. */
export function schemaComment(file: string, kind: ContentKind): string {
  const schema = path.relative(path.dirname(file), path.join(FOLDER, `${kind}.schema.json`));
  return `# yaml-language-server: $schema=${schema.replaceAll(path.sep, '/')}\n`;
}
