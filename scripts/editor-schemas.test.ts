/** Editors find the schema of each YAML file that authors write. */
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { contentSchemas, type ContentKind } from '../src/content-reader/content-schemas.ts';
import { schemaComment, writeEditorSchemas } from './editor-schemas.ts';

test('there is one for each kind, with descriptions and examples', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'schemas-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeEditorSchemas(folder);
  for (const kind of Object.keys(contentSchemas)) {
    const schema = readFileSync(path.join(folder, `${kind}.schema.json`), 'utf8');
    expect(JSON.parse(schema)).toMatchObject({ $schema: 'http://json-schema.org/draft-07/schema#' });
    expect(schema).toMatch(/"description":[\s\S]*"examples":|"examples":[\s\S]*"description":/);
  }
});

test('each file begins by naming it', () => {
  const files = globSync(['src/content/**/*.yaml', 'tests/content/wrong/**/wrong.yaml']);
  expect(files.length).toBeGreaterThan(60);
  for (const file of files) {
    const kind = path.basename(file, '.yaml') as ContentKind;
    expect(contentSchemas, file).toHaveProperty(kind);
    expect(readFileSync(file, 'utf8').startsWith(schemaComment(file, kind)), file).toBe(true);
  }
});

test('the name leads from the file to where the schemas are', () => {
  expect(schemaComment('src/content/glossary.yaml', 'glossary')).toBe(
    '# yaml-language-server: $schema=../../.cache/schemas/glossary.schema.json\n',
  );
});
