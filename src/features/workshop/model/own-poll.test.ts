import { expect, test } from 'vitest';
import { ownPoll } from './own-poll.ts';
import { hostMessageSchema } from './protocol.schema.ts';

const typed = { text: ' What surprised\nyou? ', choices: ['The split ', '', 'The order'], right: undefined };

test('a question with the choices that were written, as the server takes it', () => {
  const poll = ownPoll(typed);
  expect(poll).toEqual({
    ok: true,
    value: { text: 'What surprised you?', choices: [{ text: 'The split' }, { text: 'The order' }] },
  });
  const act = { kind: 'open-poll', poll: { id: 'poll-0001', ...(poll.ok && poll.value) } };
  expect(hostMessageSchema.safeParse({ type: 'act', id: 'act-00001', act }).success).toBe(true);
});

test('the right one is marked where it stands', () => {
  expect(ownPoll({ ...typed, right: 2 })).toMatchObject({
    value: { choices: [{ text: 'The split' }, { text: 'The order', correct: true }] },
  });
});

test.each([
  ['no question', { text: ' \n' }, 'Write the question'],
  ['one choice', { choices: ['only', ' '] }, 'at least two'],
  ['seven choices', { choices: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] }, 'at most 6 choices'],
  ['the same twice', { choices: ['Yes', 'yes '] }, 'say the same'],
  ['a right one that is empty', { right: 1 }, 'right choice is empty'],
  ['more than fits', { text: 'x'.repeat(301) }, 'at most 300 characters'],
])('says what is wrong: %s', (_, change, words) => {
  expect(ownPoll({ ...typed, ...change })).toMatchObject({ ok: false, message: expect.stringContaining(words) });
});
