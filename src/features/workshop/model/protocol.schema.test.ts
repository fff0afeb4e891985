import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstMessageSchema, hostMessageSchema, learnerMessageSchema } from './protocol.schema.ts';

const reads = (report: object) => learnerMessageSchema.safeParse({ type: 'report', id: 'report-0001', report }).success;

test('reads what pages say', () => {
  expect(reads({ kind: 'step', step: 'ipc/star' })).toBe(true);
  expect(reads({ kind: 'vote', poll: 'poll-0001', choice: 5 })).toBe(true);
  expect(firstMessageSchema.safeParse({ type: 'join', code: 'ABCD-EFGH', name: 'Ada' }).success).toBe(true);
});

test.each([
  ['an unknown kind', { kind: 'format-the-disk' }],
  ['more than it asks for', { kind: 'step', step: 'ipc/star', name: 'someone else' }],
  ['a step that is a path', { kind: 'step', step: '../../../core/etc' }],
  ['a property of every object', { kind: 'step', step: '__proto__' }],
  ['a long question', { kind: 'ask', text: 'x'.repeat(401) }],
  ['a choice beyond all', { kind: 'vote', poll: 'poll-0001', choice: 6 }],
  [
    'many misconceptions',
    { kind: 'prediction', step: 'ipc/star', picked: 0, correct: true, offers: Array(13).fill('a'), beliefs: [] },
  ],
])('refuses %s', (_, report) => expect(reads(report)).toBe(false));

test('a learner’s schema reads no message of an instructor', () => {
  for (const message of [
    { type: 'act', id: 'act-00001', act: { kind: 'end', ended: true } },
    { type: 'export', format: 'csv' },
  ]) {
    expect(hostMessageSchema.safeParse(message).success).toBe(true);
    expect(learnerMessageSchema.safeParse(message).success).toBe(false);
  }
});

test('no JSON makes them throw', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      for (const schema of [firstMessageSchema, learnerMessageSchema, hostMessageSchema]) schema.safeParse(value);
    }),
  );
});
