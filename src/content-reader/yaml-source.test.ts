/** A YAML text with its lines, and what an author reads of one that is no YAML. */
import { describe, expect, test } from 'vitest';
import { YamlSource } from './yaml-source.ts';

const source = (text: string | undefined, firstLine = 1) => new YamlSource({ file: 'a.yaml', text, firstLine });

describe('what is no YAML is told where it is, with what to write', () => {
  test.each([
    ['a text with a colon', 'a: 1\nb: Worker: ready', 2, 'stands in quotes', "b: 'Worker: ready'"],
    ['an entry that begins with such a sign', 'a:\n  - @x', 2, 'stands in quotes', "- '@x'"],
    ['a text that begins with a backtick', 'a: `fork` returns', 1, 'stands in quotes', "a: '`fork` returns'"],
    ['a text that begins with a star', 'a: *important*', 1, 'stands in quotes', "a: '*important*'"],
    ['a quote within quotes', "a: 'don't do it'", 1, 'is written twice', "a: 'don''t do it'"],
    ['a quote that is not closed', 'a: 1\nb: "x\nc: 2\nd: 3', 2, 'Close what is opened here', undefined],
    ['a bracket that is not closed', 'a: [1, 2\nb: 3\nc: 4', 1, 'Close what is opened here', undefined],
    ['a tab', 'a:\n\tb: 1', 2, 'Indent by spaces', undefined],
    ['fields in different columns', 'a: 1\n  b: 2', 1, 'begin in the same column', undefined],
    ['a name without a colon', 'a: 1\nb\nc: 2', 2, 'a colon', undefined],
    ['an entry where a field should be', 'a: 1\n- b', 2, 'name: value', undefined],
  ])('%s', (_, text, line, fix, example) => {
    const { problems, isReadable } = source(text);
    expect(problems).toHaveLength(1);
    expect(problems).toMatchObject([
      { line, fix: expect.stringContaining(fix), found: text.split('\n')[line - 1]?.trim() },
    ]);
    expect(problems[0]?.example).toBe(example);
    expect(isReadable).toBe(false);
  });

  test('several slips, each once', () => {
    expect(source('a: b: c\nd: @e\nf: `g`').problems.map(({ line }) => line)).toEqual([1, 2, 3]);
  });

  test('a field that stands twice can be read on', () => {
    const twice = source('a: 1\nb: 2\na: 3');
    expect(twice.problems).toMatchObject([{ line: 3, expected: 'each field once', found: 'a: 3, a second time' }]);
    expect(twice.data).toEqual({ a: 3, b: 2 });
  });
});

/** Below the first line of a file. */
const yaml = source('run:\n  entry: main.mjs\nlist:\n  - a: |\n      x\n    b: 2\n  -\n    a: y\n', 2);

test.each([
  [['run'], 2],
  [['run', 'entry'], 3],
  [['run', 'args'], 2],
  [['list', 0], 5],
  [['list', 0, 'b'], 7],
  [['list', 1, 'a'], 9],
  [['list', 1, 'b'], 9],
  [['nowhere'], 2],
])(
  'a field has the line of its name, an entry of its beginning, what is missing of what should hold it: %j on %i',
  (path, line) => {
    expect(yaml.lineOf(path)).toBe(line);
  },
);

test('texts are found by a pattern, with their lines', () => {
  expect(yaml.texts('list', '*', 'a')).toEqual([
    { text: 'x\n', line: 5 },
    { text: 'y', line: 9 },
  ]);
  expect(yaml.texts('run', '*')).toEqual([{ text: 'main.mjs', line: 3 }]);
  expect(yaml.texts('list', '*', 'b')).toEqual([]);
  expect(yaml.keys).toEqual(['run', 'list']);
});

test('of what cannot be read, and of what is not there, nothing is said', () => {
  for (const unreadable of [source('a: b: c'), source(undefined)]) {
    expect(unreadable.data).toBeUndefined();
    expect(unreadable.keys).toBeUndefined();
    expect(unreadable.texts('*')).toEqual([]);
  }
});
