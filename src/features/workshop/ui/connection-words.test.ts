/** What is said of the connection: where the work is, and whether anything is to be done. */
import { expect, test } from 'vitest';
import { connectionWords } from './connection-words.ts';

test('while it is there', () => {
  expect(connectionWords({ is: 'open' })).toBe('Connected.');
  expect(connectionWords({ is: 'open' }, 'learner', 2)).toBe('Connected; 2 reports on the way.');
});

test('a server that is gone loses nothing', () => {
  const away = connectionWords({ is: 'away', tries: 3 }, 'learner', 1);
  expect(away).toContain('cannot be reached. Go on working');
  expect(away).toContain('1 report of your work waits here');
  expect(connectionWords({ is: 'away', tries: 1, sentence: 'The server restarts.' })).toMatch(
    /^The server restarts\. Go on/,
  );
});

test('the instructor hears what becomes of the class and of their own acts', () => {
  const away = connectionWords({ is: 'away', tries: 3 }, 'host', 2);
  expect(away).toContain('learners go on working');
  expect(away).toContain('2 things that you did wait here');
  expect(connectionWords({ is: 'away', tries: 3 }, 'screen')).not.toContain('Go on');
});

test('the end is in the server’s words', () => {
  const closing = { type: 'closing', why: 'deleted', sentence: 'This workshop was deleted.' } as const;
  expect(connectionWords({ is: 'closed', closing })).toBe('This workshop was deleted.');
});
