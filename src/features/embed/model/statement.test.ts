import { expect, test } from 'vitest';
import type { Question } from '../../quiz/model/quiz.schema.ts';
import { answeredStatement, passedStatement } from './statement.ts';

const activity = { site: 'https://lab.example', url: 'https://lab.example/lessons/ipc/#copies', title: 'Copies' };
const choice = { id: 'q', question: 'Which?', options: [] } as unknown as Question;

test('an answer names the question, what was chosen and whether it was right, and nobody', () => {
  const statement = answeredStatement(activity, choice, { by: 'options', picked: [0, 2] }, false, 0);
  expect(statement).toMatchObject({
    actor: { account: { homePage: 'https://lab.example', name: 'anonymous' } },
    verb: { id: 'http://adlnet.gov/expapi/verbs/answered' },
    object: { id: activity.url, definition: { name: { en: 'Copies' }, interactionType: 'choice' } },
    result: { success: false, response: '0[,]2' },
    timestamp: '1970-01-01T00:00:00.000Z',
  });
});

test('what was typed is the response', () => {
  const typed = { id: 'q', question: 'What?', accept: ['20'] } as unknown as Question;
  expect(answeredStatement(activity, typed, { by: 'text', text: '20' }, true, 0)).toMatchObject({
    object: { definition: { interactionType: 'fill-in' } },
    result: { success: true, response: '20' },
  });
});

test('a step whose checks passed is completed', () => {
  expect(passedStatement(activity, 0)).toMatchObject({
    verb: { id: 'http://adlnet.gov/expapi/verbs/passed' },
    result: { success: true, completion: true },
  });
});
