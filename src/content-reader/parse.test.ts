/** What an author reads of YAML that a schema refuses: every slip at once, each on its line, with what belongs there. */
import { describe, expect, test } from 'vitest';
import { lessonSchema, stepSchema } from '../core/lesson/lesson.schema.ts';
import { glossarySchema } from '../core/lesson/glossary.schema.ts';
import { checkSchema } from '../core/check/check.schema.ts';
import { quizSchema } from '../features/quiz/model/quiz.schema.ts';
import type { z } from 'zod';
import { parseYaml } from './parse.ts';

const problemsOf = (schema: z.ZodType, text: string) => parseYaml(schema, { file: 'a.yaml', text }).problems;

const QUESTION = `- id: who-binds
  kind: short
  question: Who binds the port?
  accept: [the primary]
  feedback: It opens the socket.
  mistakes:
    - answers: [a worker]
      misconception: port-is-inherited
      feedback: Workers ask.
  otherwise: Think again.
`;
const quiz = (...edits: readonly (readonly [string, string])[]) => {
  const text = edits.reduce((before, [from, to]) => before.replace(from, to), QUESTION);
  return problemsOf(quizSchema, text);
};

test('what is in order has no problem', () => expect(quiz()).toEqual([]));

describe('a misspelt field', () => {
  test('is told on its own line with what was meant, and the field that it is is not missed', () => {
    expect(quiz(['accept:', 'acept:'])).toEqual([
      {
        file: 'a.yaml',
        line: 4,
        expected: 'no. 1: the fields id, question, code, kind, accept, feedback, mistakes, otherwise',
        found: 'acept',
        fix: 'Did you mean “accept”?',
      },
    ]);
  });
  test('hides nothing of what it holds, and not what stands beside it', () => {
    expect(
      quiz(['mistakes:', 'mistake:'], ['misconception: p', 'belief: P'], ['otherwise: Think again.', '']),
    ).toMatchObject([
      { line: 6, found: 'mistake' },
      { line: 8, found: 'belief', fix: 'Remove it.' },
      { line: 7, expected: expect.stringContaining('misconception'), found: 'nothing' },
      { line: 1, expected: expect.stringContaining('otherwise'), found: 'nothing' },
    ]);
  });
  test('is taken for what was meant: the value can be read on', () => {
    const { value, source } = parseYaml(quizSchema, { file: 'a.yaml', text: QUESTION.replace('accept:', 'acept:') });
    expect(value).toMatchObject([{ accept: ['the primary'] }]);
    expect(source.texts('*', 'accept', '*')).toEqual([{ text: 'the primary', line: 4 }]);
  });
  test('that another kind has is told with that kind', () => {
    expect(quiz(['accept: [the primary]', 'accept: [the primary]\n  items: []'])).toMatchObject([
      { line: 5, found: 'items', fix: 'Remove it, or write kind: ordering, which has it.' },
    ]);
  });
  test('that nobody can read as a name ends the search', () => {
    expect(quiz(['question:', '? \n  : x\n  question:'])).toMatchObject([{ found: '' }]);
  });
});

describe('a misspelt word', () => {
  test('is told with what was meant, and what it is of is judged as that', () => {
    expect(quiz(['kind: short', 'kind: shrot'], ['otherwise: Think again.', ''])).toMatchObject([
      {
        line: 2,
        expected: 'no. 1 › kind: one of choice, ordering, short, output',
        found: '"shrot"',
        fix: 'Did you mean “short”?',
      },
      { line: 1, expected: expect.stringContaining('otherwise') },
    ]);
  });
  test('that is like none is told with all that there are', () => {
    expect(quiz(['kind: short', 'kind: essay'])).toMatchObject([
      { line: 2, expected: expect.stringContaining('ordering'), found: '"essay"', example: 'kind: choice\n' },
    ]);
  });
});

describe('what is missing is told with what it is and an example', () => {
  test('a field, on the line of what lacks it', () => {
    expect(quiz(['  otherwise: Think again.\n', ''])).toMatchObject([
      {
        line: 1,
        expected: 'no. 1 › otherwise: text. Said to a wrong answer that is none of the mistakes.',
        found: 'nothing',
        fix: 'Add it.',
        example: expect.stringMatching(/^otherwise: \w/),
      },
    ]);
  });
  test('a value after its name, on the line of the name', () => {
    expect(quiz(['question: Who binds the port?', 'question:'])).toMatchObject([
      { line: 3, found: 'nothing', example: 'question: Which process binds the port?\n' },
    ]);
  });
  test('the kind of a check', () => {
    expect(problemsOf(checkSchema, 'says: It ends.')).toMatchObject([
      { found: 'nothing', example: 'kind: output-count\n' },
    ]);
  });
  test('everything, with an example of the whole', () => {
    expect(problemsOf(glossarySchema, '')[0]?.example).toContain('handle:\n  term: handle\n');
  });
});

describe('a value that does not fit is told with what does', () => {
  test.each([
    ['minutes: six', 'minutes: a whole number (1 to 60)', '"six"', 'minutes: 8\n'],
    ['minutes: 90', 'minutes: a whole number (1 to 60)', '90', 'minutes: 8\n'],
    [
      `title: ${'a'.repeat(61)}`,
      'title: text (at most 60 characters)',
      '(61 characters)',
      'title: One port, who holds it?\n',
    ],
    ['checks: []', 'checks: a list (at least 1 element)', '[] (0 in all)', 'checks:\n  - kind: output-count'],
    ['run: { entry: a b.mjs }', 'run › entry: A path inside files/', '"a b.mjs"', 'entry: main.mjs\n'],
    ['prediction: yes', 'prediction: fields (question, choices,', '"yes"', 'prediction:\n  question:'],
  ])('%s', (text, expected, found, example) => {
    const problem = problemsOf(stepSchema, text).find((each) => each.expected.startsWith(expected));
    expect(problem?.found).toContain(found);
    expect(problem?.example).toContain(example);
  });

  test('a text that YAML takes for a number stands in quotes', () => {
    expect(quiz(['accept: [the primary]', 'accept: [1, true]'])).toMatchObject([
      { line: 4, found: '1', fix: expect.stringContaining('in quotes'), example: "- '1'\n" },
      { line: 4, found: 'true', example: "- 'true'\n" },
    ]);
  });

  const count = (value: string) => problemsOf(checkSchema, `kind: exits\nsays: x\ncount: ${value}`);
  test('of several ways to write it, each where none fits', () => {
    expect(count('many')[0]?.expected).toContain(
      'count: a whole number (at least 0), or cores, or fields (atLeast, atMost)',
    );
  });
  test('of several ways to write it, the one that was begun', () => {
    expect(count('{ atLeast: x }')[0]?.expected).toBe('count › atLeast: a whole number (at least 0), or cores');
    expect(count('{ atleast: 2 }')).toMatchObject([{ line: 3, fix: 'Did you mean “atLeast”?' }]);
  });
  test('the name of an entry', () => {
    expect(problemsOf(glossarySchema, 'The handle:\n  term: handle')).toMatchObject([
      { line: 1, expected: 'The handle: Lower case letters, digits and hyphens.', found: 'The handle' },
    ]);
  });
});

describe('a rule of a whole is told beside a slip in a part', () => {
  const options = '- id: a\n  question: Q?\n  options:\n    - text: x\n      feedback: f\n      misconception: m\n';
  test('of the options of a question', () => {
    expect(problemsOf(quizSchema, `${options}    - text: 2\n      misconception: m\n`)).toMatchObject([
      { line: 7, expected: expect.stringContaining('text') },
      { line: 7, expected: expect.stringContaining('feedback') },
      { line: 3, expected: 'no. 1 › options: At least one option is correct.' },
    ]);
  });
  test('of one option', () => {
    expect(
      problemsOf(quizSchema, `${options}    - text: y\n    - text: z\n      correct: true\n      feedback: f\n`),
    ).toMatchObject([
      { line: 7, expected: expect.stringContaining('feedback') },
      { line: 7, expected: 'no. 1 › options 2: A wrong option names its misconception; a correct one has none.' },
    ]);
  });
  test('of the ids of questions', () => {
    expect(
      problemsOf(quizSchema, `${QUESTION}${QUESTION.replace('accept: [the primary]', 'accept: []')}`),
    ).toMatchObject([
      { line: 14, expected: expect.stringContaining('accept') },
      { line: 11, expected: 'no. 2 › id: Each question has an id of its own.' },
    ]);
  });
  test('of the choices of a prediction', () => {
    const text = 'prediction:\n  choices:\n    - text: 1\n    - text: two\n';
    expect(problemsOf(stepSchema, text).map(({ expected }) => expected)).toContain(
      'prediction › choices: Exactly one choice is right.',
    );
  });
});

test('what is no YAML is told alone, as nothing else can be read', () => {
  expect(problemsOf(lessonSchema, 'title: A: b\nstatus: x')).toMatchObject([
    { line: 1, expected: expect.stringMatching(/^YAML/) },
  ]);
});
