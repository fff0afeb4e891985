/** Which questions of the course can be asked as a poll. */
import { expect, test } from 'vitest';
import { stepSchema } from '../../../core/lesson/lesson.schema.ts';
import { quizSchema } from '../../quiz/model/quiz.schema.ts';
import { coursePolls, stepsToAsk, type CoursePoll } from './course-polls.ts';

const prediction = stepSchema.shape.prediction.parse({
  question: 'What does `fork()` start?',
  choices: [
    { text: 'A thread', misconception: 'fork-is-a-thread' },
    { text: 'A process', right: true },
  ],
  explanation: 'It is a process.',
});
const option = (text: string, correct: boolean) => ({
  text,
  feedback: 'So.',
  ...(correct ? { correct } : { misconception: 'wrong-belief' }),
});
const choice = (id: string, rights: number, more: object = {}) => ({
  id,
  question: `Question ${id}`,
  options: [option('one', rights > 0), option('two', rights > 1), option('three', false)],
  ...more,
});

test('predictions and single choices, in words; not those with code, nor with several answers', () => {
  const questions = quizSchema.parse([
    choice('single', 1),
    choice('several', 2),
    choice('with-code', 1, { code: 'fork()' }),
    choice('long', 1, { question: 'x'.repeat(301) }),
  ]);
  expect(coursePolls([{ id: 'a/one', matter: { prediction }, quiz: questions }])).toEqual([
    {
      step: 'a/one',
      from: 'prediction',
      text: 'What does fork() start?',
      choices: [
        { text: 'A thread', misconception: 'fork-is-a-thread' },
        { text: 'A process', correct: true },
      ],
    },
    {
      step: 'a/one',
      from: 'question',
      text: 'Question single',
      choices: [
        { text: 'one', correct: true },
        { text: 'two', misconception: 'wrong-belief' },
        { text: 'three', misconception: 'wrong-belief' },
      ],
    },
  ]);
});

test('the questions of the step that is led come first, the others in their order', () => {
  const polls = ['a/one', 'a/two', 'b/one', 'b/one'].map((step): CoursePoll => ({
    step,
    from: 'question',
    text: '?',
    choices: [],
  }));
  expect(stepsToAsk(polls, null)).toEqual(['a/one', 'a/two', 'b/one']);
  expect(stepsToAsk(polls, 'b/one')).toEqual(['b/one', 'a/one', 'a/two']);
  expect(stepsToAsk(polls, 'b/without')).toEqual(['a/one', 'a/two', 'b/one']);
});
