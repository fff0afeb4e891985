/** Progress from what happened, laid over a course that may have changed since. */
import { describe, expect, test } from 'vitest';
import type { KeptAnswer, KeptAnswers } from './answers.ts';
import { beliefsOf } from './beliefs.ts';
import type { CourseOutline } from './outline.ts';
import { parseProgress } from './parse.ts';
import { fromFile, toFile } from './progress-file.ts';
import { noProgress, type Progress } from './progress.ts';
import { record, type Happening } from './record.ts';
import { summarise } from './summary.ts';

/** Each a second after the one before, the first at 1,000. */
function after(...happenings: readonly Happening[]): Progress {
  return happenings.reduce((progress, each, index) => record(progress, each, 1_000 * (index + 1)), noProgress);
}

const step = (id: string, beliefs: readonly string[] = []) => ({
  id,
  slug: id.split('/')[1] ?? '',
  title: id,
  prediction: 'p1',
  questions: [{ key: `${id}/q`, asked: 'q1', beliefs }],
});
const outline: CourseOutline = {
  lessons: [
    { slug: 'one', order: 1, title: 'One', steps: [step('one/a', ['myth']), step('one/b', ['myth'])] },
    { slug: 'two', order: 2, title: 'Two', steps: [step('two/c')] },
  ],
};

const right = (at: number): KeptAnswer => {
  const attempt = { at, correct: true };
  return { asked: 'q1', first: attempt, last: attempt, wrongAt: null, misconceptions: [] };
};
const wrong = (at: number, ...misconceptions: readonly string[]): KeptAnswer => {
  const attempt = { at, correct: false };
  return { asked: 'q1', first: attempt, last: attempt, wrongAt: { last: at }, misconceptions };
};
const answers = (kept: Readonly<Record<string, KeptAnswer>>): KeptAnswers => new Map(Object.entries(kept));
const none = answers({});

const predicted = (picked: number, belief?: string): Happening => ({
  kind: 'predicted',
  step: 'one/a',
  asked: 'p1',
  picked,
  right: belief === undefined,
  belief,
});
const shown: Happening = { kind: 'shown', step: 'one/a', shown: { clause: 'it was printed 3 times', changed: false } };

describe('what happens is kept', () => {
  test('the first time of each, and nothing twice', () => {
    const once = after({ kind: 'read', step: 'one/a' });
    expect(record(once, { kind: 'read', step: 'one/a' }, 9_000)).toBe(once);
    expect(once.steps['one/a']).toEqual({ read: 1_000 });
    const opened = after({ kind: 'opened', step: 'one/b' });
    expect(record(opened, { kind: 'opened', step: 'one/b' }, 9_000)).toBe(opened);
  });
  test('a step that is solved has run', () => {
    expect(after({ kind: 'solved', step: 'one/a' }).steps['one/a']).toEqual({ ran: 1_000, solved: 1_000 });
    const later = after({ kind: 'ran', step: 'one/a' }, { kind: 'solved', step: 'one/a' });
    expect(later.steps['one/a']).toEqual({ ran: 1_000, solved: 2_000 });
  });
  test('a prediction, and what the run showed; a new prediction waits for a run of its own', () => {
    const kept = after(predicted(1), shown);
    expect(kept.predictions['one/a']).toEqual({
      asked: 'p1',
      picked: 1,
      right: true,
      at: 1_000,
      shown: { clause: 'it was printed 3 times', changed: false, at: 2_000 },
    });
    expect(record(kept, shown, 9_000)).toBe(kept);
    expect(record(kept, predicted(0), 9_000).predictions['one/a']).not.toHaveProperty('shown');
    expect(after(shown), 'nothing was predicted').toBe(noProgress);
  });
});

describe('the summary', () => {
  const doneA: readonly Happening[] = [
    { kind: 'opened', step: 'one/a' },
    { kind: 'read', step: 'one/a' },
    { kind: 'solved', step: 'one/a' },
  ];
  test('counts parts, steps and questions', () => {
    const kept = {
      progress: after(...doneA, predicted(1)),
      answers: answers({ 'one/a/q': right(1), 'one/b/q': wrong(1) }),
    };
    const summary = summarise(kept, outline);
    expect(summary.lessons[0]?.each[0]).toMatchObject({ read: true, ran: true, solved: true, share: 1, done: true });
    expect(summary.lessons[0]).toMatchObject({ steps: 2, done: 1, share: 0.625 });
    expect(summary).toMatchObject({
      steps: 3,
      done: 1,
      solved: 1,
      predicted: 1,
      foreseen: 1,
      questions: { all: 3, answered: 2, right: 1, firstRight: 1 },
      begun: true,
    });
  });
  test('goes on where the learner left, then at the next step, then at what was passed over', () => {
    const nextOf = (progress: Progress, given = none) => summarise({ progress, answers: given }, outline).next?.step.id;
    expect(nextOf(noProgress)).toBe('one/a');
    expect(nextOf(after({ kind: 'opened', step: 'one/b' }))).toBe('one/b');
    expect(nextOf(after(...doneA), answers({ 'one/a/q': wrong(1) })), 'a quiz need not be right').toBe('one/b');
    expect(nextOf(after(...doneA)), 'its quiz is open').toBe('one/a');
    expect(nextOf(after({ kind: 'opened', step: 'gone/x' }))).toBe('one/a');
    const all = ['one/a', 'one/b', 'two/c'];
    const solved = all.flatMap((id): Happening[] => [
      { kind: 'read', step: id },
      { kind: 'solved', step: id },
      { kind: 'opened', step: id },
    ]);
    const given = answers(Object.fromEntries(all.map((id) => [`${id}/q`, right(1)])));
    expect(nextOf(after(...solved), given)).toBeUndefined();
    const butFirst = new Map([...given].filter(([key]) => key !== 'one/a/q'));
    expect(nextOf(after(...solved), butFirst)).toBe('one/a');
  });
  test('what the course has changed or dropped does not count', () => {
    const changed = { ...right(1), asked: 'q0' };
    const kept = { progress: after(predicted(1)), answers: answers({ 'one/a/q': changed, 'gone/x/q': right(1) }) };
    const asked = {
      ...outline,
      lessons: outline.lessons.map((lesson) => ({
        ...lesson,
        steps: lesson.steps.map((each) => ({ ...each, prediction: 'p2' })),
      })),
    };
    expect(summarise(kept, asked)).toMatchObject({ predicted: 0, questions: { answered: 0 }, begun: false });
  });
  test('a course without steps', () => {
    const empty = { lessons: [{ slug: 'one', order: 1, title: 'One', steps: [] }] };
    expect(summarise({ progress: noProgress, answers: none }, empty)).toMatchObject({ share: 0, begun: false });
  });
});

describe('beliefs', () => {
  const of = (progress: Progress, given: KeptAnswers = none) => beliefsOf({ progress, answers: given }, outline);
  test('one that was answered is open until a later right answer to a question that offers it', () => {
    expect(of(noProgress, answers({ 'one/a/q': wrong(5, 'myth') }))).toEqual([{ id: 'myth', overturned: false }]);
    const mended = { ...wrong(5, 'myth'), last: { at: 9, correct: true } };
    expect(of(noProgress, answers({ 'one/a/q': mended }))).toEqual([{ id: 'myth', overturned: true }]);
    const elsewhere = (at: number) => answers({ 'one/a/q': wrong(5, 'myth'), 'one/b/q': right(at) });
    expect(of(noProgress, elsewhere(9))).toEqual([{ id: 'myth', overturned: true }]);
    expect(of(noProgress, elsewhere(4)), 'answered before it was held').toEqual([{ id: 'myth', overturned: false }]);
  });
  test('one behind a prediction is overturned by the run alone only where no question offers it', () => {
    expect(of(after(predicted(0, 'myth'), shown))).toEqual([{ id: 'myth', overturned: false }]);
    expect(of(after(predicted(0, 'rumour')))).toEqual([{ id: 'rumour', overturned: false }]);
    expect(of(after(predicted(0, 'rumour'), shown))).toEqual([{ id: 'rumour', overturned: true }]);
  });
  test('a right answer and a right prediction hold none', () => {
    expect(of(after(predicted(1)), answers({ 'one/a/q': right(1) }))).toEqual([]);
  });
});

describe('what was stored or imported', () => {
  const whole = after(
    { kind: 'opened', step: 'one/a' },
    { kind: 'solved', step: 'one/a' },
    predicted(0, 'myth'),
    shown,
  );
  test('comes back as it was', () => expect(parseProgress(JSON.parse(JSON.stringify(whole)))).toEqual(whole));
  test.each([null, [], 'x', 7, {}, { version: 2 }])('is none of ours: %j', (value) => {
    expect(parseProgress(value)).toBeUndefined();
  });
  test('loses what cannot be read, and keeps the rest', () => {
    const value = {
      version: 1,
      last: 7,
      steps: { 'one/a': { read: 5, ran: 'x', solved: -1 }, 'one/b': 'x', __proto__: null },
      predictions: {
        'one/a': { asked: 'p1', picked: -1, right: true, at: 1 },
        'one/b': { asked: 'p1', picked: 0, right: true, at: 1, shown: 7 },
      },
      extra: true,
    };
    expect(parseProgress(value)).toEqual({
      version: 1,
      steps: { 'one/a': { read: 5 } },
      predictions: { 'one/b': { asked: 'p1', picked: 0, right: true, at: 1 } },
    });
    expect(parseProgress({ version: 1, steps: [], predictions: 'x' })).toEqual(noProgress);
  });

  const savedAt = new Date('2026-05-04T10:00:00Z');
  const mayKeep = (key: string) => key.startsWith('answer:');
  test('goes through a file and back, without what a record may not bring', () => {
    const text = toFile({ progress: whole, kept: { 'answer:one/a/q': '{}', theme: 'dark' } }, savedAt);
    expect(fromFile(text, mayKeep)).toEqual({ record: { progress: whole, kept: { 'answer:one/a/q': '{}' } }, savedAt });
  });
  test.each([
    ['{"a', 'it is not JSON, or it was cut off'],
    ['[]', 'This file is not from Cluster Lab'],
    ['{"format":"other"}', 'This file is not from Cluster Lab'],
    ['{"format":"cluster-lab-progress","version":9}', 'another version of Cluster Lab (9)'],
    ['{"format":"cluster-lab-progress","version":1,"progress":[]}', 'its progress is damaged'],
  ])('a file that is none says why: %s', (text, sentence) => {
    expect(fromFile(text, mayKeep)).toEqual({ problem: expect.stringContaining(sentence) });
  });
  test('a file without a date, or with kept values that are no texts', () => {
    const text = JSON.stringify({
      format: 'cluster-lab-progress',
      version: 1,
      progress: noProgress,
      kept: { 'answer:x': 7 },
    });
    expect(fromFile(text, mayKeep)).toEqual({ record: { progress: noProgress, kept: {} }, savedAt: undefined });
  });
});
