/** What editors are told of the authors' YAML: it refuses nothing that is in the course, and has an example of every field. */
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { contentSchemas, type ContentKind } from './content-schemas.ts';
import { exampleOf, fieldOf, variantsOf, type Field } from './field.ts';

const FILES: Readonly<Record<ContentKind, string>> = {
  lesson: 'src/content/lessons/*/lesson.mdx',
  step: 'src/content/lessons/*/*/step.mdx',
  quiz: 'src/content/lessons/*/*/quiz.yaml',
  misconceptions: 'src/content/misconceptions.yaml',
  glossary: 'src/content/glossary.yaml',
  'node-api': 'src/content/node-api.yaml',
  program: 'src/content/playground/*/program.yaml',
  wrong: 'tests/content/wrong/*/*/wrong.yaml',
};
const judged = (field: Field) => z.fromJSONSchema(field as Parameters<typeof z.fromJSONSchema>[0]);

/** Every field of a schema, by its path. */
function* fieldsIn(field: Field, path = ''): Iterable<readonly [string, Field]> {
  for (const variant of variantsOf(field)) {
    const { properties = {}, items = [], additionalProperties } = variant;
    for (const [name, inner] of Object.entries(properties)) {
      yield [`${path}/${name}`, inner];
      yield* fieldsIn(inner, `${path}/${name}`);
    }
    const entries = [items].flat() as readonly Field[];
    for (const inner of additionalProperties ? [...entries, additionalProperties] : entries) {
      yield [`${path}/*`, inner];
      yield* fieldsIn(inner, `${path}/*`);
    }
  }
}

describe.each(Object.keys(contentSchemas) as ContentKind[])('%s', (kind) => {
  const field = fieldOf(contentSchemas[kind]);

  test('what is in the course is right by it', () => {
    const schema = judged(field);
    const files = globSync(FILES[kind]);
    expect(files).not.toEqual([]);
    for (const file of files) {
      const text = readFileSync(file, 'utf8');
      const [, matter = text] = /^---\n([\s\S]*?)\n---/.exec(text) ?? [];
      expect(schema.safeParse(parse(matter)), file).toMatchObject({ success: true });
    }
  });

  test('every field has an example that is right by it', () => {
    for (const [path, each] of [['', field] as const, ...fieldsIn(field)])
      expect(judged(each).safeParse(exampleOf(each)), path).toMatchObject({ success: true });
  });
});
