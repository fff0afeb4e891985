/** Answers of every kind: what is right, and what a wrong one is told. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { grade, isMultiple, misconceptionsOf } from './grade.ts';
import type { OptionsQuestion, OrderingQuestion, TypedQuestion } from './quiz.schema.ts';

const choice = (...correct: boolean[]): OptionsQuestion => ({
  id: 'q',
  kind: 'choice',
  question: 'Which?',
  options: correct.map((each, index) => ({
    text: String(index),
    correct: each,
    feedback: `said of ${index}`,
    ...(each ? {} : { misconception: `m${index}` }),
  })),
});
const pick = (...picked: number[]) => ({ by: 'options', picked }) as const;

describe('options', () => {
  test('one right option, picked', () => {
    expect(grade(choice(false, true), pick(1))).toEqual({
      correct: true,
      incomplete: false,
      remarks: [{ about: 1, kind: 'right', feedback: 'said of 1' }],
      misconceptions: [],
    });
  });

  test('a wrong pick names what it believes, and not which one is right', () => {
    expect(grade(choice(false, true), pick(0))).toEqual({
      correct: false,
      incomplete: false,
      remarks: [{ about: 0, kind: 'wrong', feedback: 'said of 0', misconception: 'm0' }],
      misconceptions: ['m0'],
    });
  });

  test('of several right options, a part is incomplete and all with a wrong one are wrong', () => {
    const several = choice(true, true, false);
    expect(isMultiple(several)).toBe(true);
    expect(grade(several, pick(0))).toMatchObject({ correct: false, incomplete: true });
    expect(grade(several, pick(0, 1))).toMatchObject({ correct: true, incomplete: false });
    expect(grade(several, pick(0, 1, 2))).toMatchObject({ correct: false, incomplete: false });
  });

  test('right exactly when what was picked is what is correct', () => {
    const answers = fc
      .array(fc.boolean(), { minLength: 2, maxLength: 6 })
      .chain((correct) => fc.tuple(fc.constant(correct), fc.subarray([...correct.keys()])));
    fc.assert(
      fc.property(answers, ([correct, picked]) => {
        const isSame = correct.every((each, index) => each === picked.includes(index));
        expect(grade(choice(...correct), pick(...picked)).correct).toBe(isSame);
      }),
    );
  });
});

const ordering = (length: number): OrderingQuestion => ({
  id: 'q',
  kind: 'ordering',
  question: 'In which order?',
  items: Array.from({ length }, (_, index) => ({
    text: String(index),
    ...(index > 0 && { misconception: `m${index}`, feedback: `${index} comes after ${index - 1}` }),
  })),
  feedback: 'That is the order.',
});
const put = (...order: number[]) => ({ by: 'order', order }) as const;

describe('an order', () => {
  test('is explained where it breaks', () => {
    expect(grade(ordering(4), put(0, 2, 1, 3))).toMatchObject({
      correct: false,
      remarks: [{ about: 2, kind: 'wrong', feedback: '2 comes after 1', misconception: 'm2' }],
      misconceptions: ['m2'],
    });
  });

  test('is right exactly when it is the one given, and every wrong one has an explanation', () => {
    const orders = fc.integer({ min: 3, max: 7 }).chain((length) =>
      fc.shuffledSubarray(
        Array.from({ length }, (_, index) => index),
        { minLength: length },
      ),
    );
    fc.assert(
      fc.property(orders, (order) => {
        const isRight = order.every((each, index) => each === index);
        const { correct, remarks, misconceptions } = grade(ordering(order.length), put(...order));
        expect(correct).toBe(isRight);
        expect(remarks.length).toBeGreaterThan(0);
        expect(misconceptions.length > 0).toBe(!isRight);
      }),
    );
  });

  test('with an item lost or doubled is not right', () => {
    expect(grade(ordering(3), put(0, 1)).correct).toBe(false);
    expect(grade(ordering(3), put(0, 1, 1)).correct).toBe(false);
  });
});

const typed: TypedQuestion = {
  id: 'q',
  kind: 'short',
  question: 'How many?',
  accept: ['3', 'three processes'],
  feedback: 'Two workers and the primary.',
  mistakes: [
    { answers: ['2', 'only the workers'], misconception: 'workers-alone', feedback: 'The primary counts too.' },
  ],
  otherwise: 'Count the processes.',
};
const type = (text: string) => ({ by: 'text', text }) as const;

describe('what is typed', () => {
  test.each(['3', ' 3. ', 'three', 'Three', '3 processes', '“3”', 'THREE  processes'])('%j is right', (text) => {
    expect(grade(typed, type(text))).toMatchObject({ correct: true, remarks: [{ feedback: typed.feedback }] });
  });

  test('a known mistake names what it believes', () => {
    expect(grade(typed, type('Two'))).toMatchObject({
      correct: false,
      remarks: [{ kind: 'wrong', feedback: 'The primary counts too.', misconception: 'workers-alone' }],
      misconceptions: ['workers-alone'],
    });
  });

  test('any other answer is told how to think on', () => {
    expect(grade(typed, type('30'))).toMatchObject({
      correct: false,
      remarks: [{ kind: 'wrong', feedback: 'Count the processes.' }],
      misconceptions: [],
    });
  });
});

test('an answer of another way is wrong and says nothing', () => {
  expect(grade(typed, pick(0))).toMatchObject({ correct: false, remarks: [] });
  expect(grade(choice(true, false), type('0'))).toMatchObject({ correct: false, remarks: [] });
  expect(grade(ordering(3), type('0'))).toMatchObject({ correct: false, remarks: [] });
});

test('what a question may reveal', () => {
  expect(misconceptionsOf(choice(true, false, false))).toEqual(['m1', 'm2']);
  expect(misconceptionsOf(ordering(3))).toEqual(['m1', 'm2']);
  expect(misconceptionsOf(typed)).toEqual(['workers-alone']);
});
