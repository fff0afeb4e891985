/** What can be found, and what stays unsaid. */
import { expect, test } from 'vitest';
import { quizSchema } from '../../quiz/model/quiz.schema.ts';
import { proseOf, searchEntries } from './search-entry.ts';

test('prose is words alone', () => {
  const mdx =
    'A **port** has `one` [owner](/lessons/a/#b).\n\n```js\nlisten()\n```\n\n<Figure><svg><text>x</text></svg></Figure> <Claim shownBy="c">True.</Claim>[^docs]\n\n[^docs]: [Docs](https://nodejs.org/), page 1.\n';
  expect(proseOf(mdx)).toBe('A port has one owner. True.');
});

test('steps, words and questions have addresses; a question does not say its answers', () => {
  const option = (text: string, correct: boolean) => ({
    text,
    feedback: 'So it is.',
    ...(correct ? { correct } : { misconception: 'm' }),
  });
  const quiz = quizSchema.parse([
    {
      id: 'who',
      question: 'Who has the `port`?',
      options: [option('The secret answer', true), option('Nobody', false)],
    },
    { id: 'why', question: 'Why?', options: [option('Because', true), option('No', false)] },
  ]);
  const step = { id: 'a/b', body: 'Text.', matter: { title: 'Ports', goal: 'Share it.' }, quiz };
  const entries = searchEntries([{ order: 3, matter: { title: 'Basics' }, steps: [step] }], {
    handle: { term: 'handle', words: 'A `grip`.', shownBy: 'a/b' },
  });
  expect(entries.map(({ id, title, place }) => [id, title, place])).toEqual([
    ['/glossary/#handle', 'handle', 'Glossary'],
    ['/lessons/a/#b', 'Ports', '3.1 Basics'],
    ['/quiz/?items=a/b/who', 'Who has the port?', 'Question of 3.1 Ports'],
    ['/quiz/?items=a/b/why', 'Why?', 'Question of 3.1 Ports'],
  ]);
  expect(JSON.stringify(entries)).not.toContain('secret');
});
