import { expect, test } from 'vitest';
import { courseIn } from '../../content-reader/read-course.ts';
import { formatCode } from './prettier.ts';

test("the course's own programs are as formatting leaves them", async () => {
  const files = courseIn('src/content').lessons.flatMap(({ steps }) =>
    steps.flatMap(({ id, program }) => Object.entries(program.files).map(([path, text]) => ({ id, path, text }))),
  );
  expect(files.length).toBeGreaterThan(33);
  for (const { id, path, text } of files)
    expect({ id, path, formatted: await formatCode(path, text) }).toEqual({ id, path, formatted: { ok: true, text } });
});

test.each([
  ['a.mjs', 'if(x){ y( "z" ) }', "if (x) {\n  y('z');\n}\n"],
  ['a.ts', 'const a:number=1', 'const a: number = 1;\n'],
  ['a.json', '{"a":1}', '{ "a": 1 }\n'],
])('formats %s', async (path, text, formatted) => {
  expect(await formatCode(path, text)).toEqual({ ok: true, text: formatted });
});

test('says where it cannot read a file, and which files it formats', async () => {
  expect(await formatCode('a.mjs', 'const a = 1;\nif (a {\n')).toEqual({
    ok: false,
    message: 'a.mjs is as it was, because it cannot be read: line 2: Unexpected token, expected ")"',
  });
  expect(await formatCode('notes.txt', 'x')).toEqual({
    ok: false,
    message: 'notes.txt is not formatted: only JavaScript, TypeScript and JSON are.',
  });
});
