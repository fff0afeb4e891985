/** Mistakes in a text are told with the line of the file, front matter counted. */
import { expect, test } from 'vitest';
import { checkAnswer, checkBody } from './check-body.ts';

const known = { addresses: new Set(['/lessons/ipc/', '/lessons/ipc/#star/relay-it']), experiments: new Set(['shown']) };
const found = (...lines: readonly string[]) =>
  checkBody('step.mdx', { body: lines.join('\n'), bodyLine: 11 }, known).map((each) => [each.line, each.found]);

test('a link may lead to a heading, and not to what is not there', () => {
  expect(found('[one](/lessons/ipc/#star/relay-it)', '', '<a href="/lessons/ipc/#star/other">two</a>')).toEqual([
    [13, '/lessons/ipc/#star/other'],
  ]);
});

test('a claim that nothing shows, an import', () => {
  const text = ['<Claim shownBy="shown">x</Claim>', '<Claim shownBy="not-shown">y</Claim>', "import x from 'y';"];
  expect(found(...text)).toEqual([
    [12, 'not-shown'],
    [13, 'import'],
  ]);
});

test('a tag that is none of the author components is told, with how these are written', () => {
  expect(found('<Callout kind="note" title="x">', '</Callout>', '<Calout kind="note">', '</Calout>')).toEqual([
    [13, 'Calout'],
  ]);
  expect(checkBody('step.mdx', { body: '<Calout />', bodyLine: 1 }, known)[0]?.fix).toContain(
    '<Callout kind="note|warn|myth" title="…">',
  );
});

test('a step that tells what it asks, at once, is told', () => {
  const answered = (body: string) => checkAnswer('step.mdx', { body, bodyLine: 11 }).map(({ line }) => line);
  expect(answered('Try it.\n\n<Answer>\n\nIt waits.\n\n</Answer>\n')).toEqual([]);
  expect(answered('It waits. Here is how: `<Answer>`')).toEqual([11]);
});

test('a callout has a kind and a title', () => {
  const callouts = [
    '<Callout>',
    '<Callout kind="tip" title="x">',
    '<Callout kind="note">',
    '<Callout kind="myth" id="a" title="x > y">',
  ];
  expect(found(...callouts)).toEqual([
    [11, '<Callout>'],
    [12, '<Callout kind="tip" title="x">'],
    [13, '<Callout kind="note">'],
  ]);
});

test('a footnote says its source', () => {
  expect(found('One.[^said] Two.[^unsaid]', '', '[^said]: [fork(2)](https://man7.org)')).toEqual([[11, 'unsaid']]);
});

test('code may say anything, and its lines count', () => {
  expect(found('```ts', "import type { A } from 'b';", '```', 'A `Map<String>` and', '<Nothing />')).toEqual([
    [15, 'Nothing'],
  ]);
});
