import { describe, expect, test } from 'vitest';
import type { StepSummary } from '../../progress/model/summary.ts';
import type { Question } from '../../quiz/model/quiz.schema.ts';
import { lessonResult } from './lesson-result.ts';
import { interactionValues, scormValues } from './scorm-values.ts';

function step(id: string, done: { solved?: boolean; firstRight?: number; answered?: number }): StepSummary {
  const { solved = true, firstRight = 3, answered = 3 } = done;
  return {
    step: { id, slug: id, title: id, prediction: '', questions: [] },
    read: true,
    ran: true,
    solved,
    prediction: undefined,
    questions: { all: 3, answered, right: answered, firstRight },
    share: 1,
    done: true,
  };
}
const BOTH = new Set(['a', 'b']);

describe('a lesson', () => {
  test('is passed when all is done and right', () => {
    expect(lessonResult({ each: [step('a', {}), step('b', {})] }, BOTH)).toEqual({ status: 'passed', score: 100 });
  });

  test.each([{ solved: false }, { answered: 2, firstRight: 2 }])(
    'is incomplete while something is missing: %o',
    (missing) => {
      expect(lessonResult({ each: [step('a', {}), step('b', missing)] }, BOTH).status).toBe('incomplete');
    },
  );

  test('is completed below the pass mark, which the platform may set', () => {
    const each = [step('a', { firstRight: 1 }), step('b', { firstRight: 2 })];
    expect(lessonResult({ each }, BOTH)).toEqual({ status: 'completed', score: 63 });
    expect(lessonResult({ each }, BOTH, 60).status).toBe('passed');
  });

  test('does not wait for a step that cannot be solved here, and gives no points for it', () => {
    const each = [step('a', {}), step('b', { solved: false })];
    expect(lessonResult({ each }, new Set(['a']))).toEqual({ status: 'passed', score: 100 });
  });
});

test('time is told in hours, minutes and seconds', () => {
  const state = { result: { status: 'incomplete', score: 5 }, location: 'star', suspended: 'x' } as const;
  const values = Object.fromEntries(scormValues({ ...state, seconds: 3_725.9 }));
  expect(values).toMatchObject({ 'cmi.core.session_time': '01:02:05', 'cmi.core.exit': 'suspend' });
});

test('answers are told as the standard writes them', () => {
  const asked = { key: 'ipc/star/relay', correct: false, time: [9, 5, 0] } as const;
  const choice = { options: [] } as unknown as Question;
  const ordering = { items: [] } as unknown as Question;
  const typed = { accept: [] } as unknown as Question;
  const valuesOf = (question: Question, given: Parameters<typeof interactionValues>[1]['given']) =>
    interactionValues(2, { ...asked, question, given }).map(([, value]) => value);
  expect(valuesOf(choice, { by: 'options', picked: [0, 2] })).toEqual([
    'ipc.star.relay',
    'choice',
    '09:05:00',
    'a,c',
    'wrong',
  ]);
  expect(valuesOf(ordering, { by: 'order', order: [1, 0] })[3]).toBe('b,a');
  expect(valuesOf(typed, { by: 'text', text: 'x'.repeat(300) })[3]).toHaveLength(255);
});
