/** What the review says in each situation: every one has its own reason. */
import { expect, test } from 'vitest';
import type { ReviewController } from './review-controller.ts';
import { dayWords, wordsFor } from './review-words.ts';

const NOW = new Date(2_026, 2, 10, 20, 30).getTime();
const in_ = (days: number) => new Date(2_026, 2, 10 + days, 9, 0).getTime();
const controller = (change: Partial<ReviewController>): ReviewController => ({
  plan: { today: [], beyond: [], later: [] },
  answered: 5,
  missed: 2,
  doneToday: 0,
  ...change,
});
const later = [
  { key: 'l/s/a', due: in_(1) },
  { key: 'l/s/b', due: in_(1) },
  { key: 'l/s/c', due: in_(4) },
];

test('nothing was answered', () => {
  const { title, text, link } = wordsFor(controller({ answered: 0, missed: 0 }), NOW);
  expect(title).toBe('Nothing to review yet');
  expect(text).toContain('You have answered none yet');
  expect(link?.href).toBe('/quiz/');
});

test('nothing was answered wrongly', () => {
  expect(wordsFor(controller({ missed: 0 }), NOW).text).toBe(
    'You have answered 5 questions, none of them wrongly. Only what was missed comes back.',
  );
  expect(wordsFor(controller({ answered: 1, missed: 0 }), NOW).text).toContain('one question');
});

test('nothing is due: says when, and offers to take them now', () => {
  expect(wordsFor(controller({ plan: { today: [], beyond: [], later } }), NOW)).toEqual({
    title: 'Nothing is due today',
    text: 'Next: tomorrow, 2 questions.',
    link: { href: '/quiz/?items=l/s/a,l/s/b,l/s/c', text: 'Take them now as a quiz' },
  });
});

test('done for today', () => {
  const { title, text } = wordsFor(
    controller({ plan: { today: [], beyond: [], later: later.slice(2) }, doneToday: 1 }),
    NOW,
  );
  expect(title).toBe('Done for today');
  expect(text).toBe('One question reviewed. Next: Saturday 14 March, one question.');
});

test('more is due than a day takes', () => {
  const { title, text, link } = wordsFor(
    controller({ plan: { today: [], beyond: ['l/s/d'], later }, doneToday: 8 }),
    NOW,
  );
  expect(title).toBe('Enough for today');
  expect(text).toBe(
    "You have reviewed 8 questions, about five minutes' worth. One more is due and can wait until tomorrow.",
  );
  expect(link).toBeUndefined();
});

test('days in words', () => {
  expect(dayWords(in_(0), NOW)).toBe('today');
  expect(dayWords(in_(1), NOW)).toBe('tomorrow');
  expect(dayWords(in_(2), NOW)).toBe('Thursday 12 March');
  expect(dayWords(in_(365), NOW)).toMatch(/^Wednesday,? 10 March 2027$/);
});
