import { expect, test } from 'vitest';
import { lossesInWords, shareInWords, stateInWords } from './process-words.ts';

test('says how a process ended, and why it crashed', () => {
  expect(stateInWords({ state: 'listening', exit: null, crash: null })).toBe('listening');
  expect(
    stateInWords({ state: 'exited', exit: { code: null, signal: 'SIGKILL', voluntary: false }, crash: null }),
  ).toBe('exited: SIGKILL');
  const crash = { name: 'TypeError', message: 'x is not a function' };
  expect(stateInWords({ state: 'exited', exit: { code: 1, signal: null, voluntary: false }, crash })).toBe(
    'exited: code 1 (TypeError)',
  );
  expect(stateInWords({ state: 'exited', exit: { code: null, signal: null, voluntary: false }, crash: null })).toBe(
    'exited',
  );
});

test('a share is a percentage', () => expect(shareInWords(1 / 3)).toBe('33 %'));

test('what was lost is said, and nothing where nothing was', () => {
  expect(lossesInWords({ dropped: 0, foreign: 0, malformed: 0 })).toBe('');
  expect(lossesInWords({ dropped: 12, foreign: 0, malformed: 3 })).toBe(
    '12 older events are no longer kept in detail; the counts include them. 3 reports could not be read and count for nothing.',
  );
});
