import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAnswer, readHostMessage } from './read-message.ts';

test('reads what a host says, and nothing beside it', () => {
  const status = { code: 0, signal: null, more: 1 };
  expect(readHostMessage({ type: 'exit', program: 1, status, more: 1 })).toEqual({
    type: 'exit',
    program: 1,
    status: { code: 0, signal: null },
  });
  expect(readHostMessage({ type: 'output', program: 1, text: 'x', bytes: 1 })).toBeDefined();
  const error = { type: 'error', id: 1, code: 'bad-path', message: 'No.', hint: 'Yes.' };
  expect(readHostMessage(error)).toEqual(error);
  const facts = {
    processes: [{ pid: 1, parent: 0, startedAt: 5 }],
    listeners: [{ port: 80, socket: '7', heldBy: [1] }],
  };
  expect(readAnswer.inspect(facts)).toEqual(facts);
});

test.each([
  [{ type: 'error', id: 1, code: 'constructor', message: '', hint: '' }],
  [{ type: 'error', id: 1, code: 'bad-path', message: 'x'.repeat(10_001), hint: '' }],
  [{ type: 'exit', program: 1, status: { code: '0', signal: null } }],
  [{ type: 'exit', program: 1, status: { code: 0, signal: null, reason: 'toString' } }],
  [{ type: 'output', program: 1, text: 'x', bytes: -1 }],
  [{ type: 'output', program: 1, text: ['x'], bytes: 1 }],
  [{ type: 'answer', id: Number.NaN, value: null }],
  [['answer']],
  ['answer'],
])('takes %j for no message', (value) => {
  expect(readHostMessage(value)).toBeUndefined();
});

test('an answer must be one to what was asked', () => {
  expect(readAnswer.spawn({ program: 1, pid: '2' })).toBeUndefined();
  expect(readAnswer.mount({})).toBeUndefined();
  expect(readAnswer.read(null)).toBeUndefined();
  expect(
    readAnswer.inspect({ processes: [{ pid: 1, parent: 0, startedAt: 1, threads: [7] }], listeners: [] }),
  ).toBeUndefined();
  expect(
    readAnswer.inspect({ processes: new Array(20_000).fill({ pid: 1, parent: 0, startedAt: 1 }), listeners: [] }),
  ).toBeUndefined();
});

test('whatever comes, it is read or left, and never throws', () => {
  fc.assert(
    fc.property(fc.anything(), fc.constantFrom('answer', 'error', 'output', 'exit'), (value, type) => {
      readHostMessage(value);
      readHostMessage({ ...(value as object), type });
      for (const read of Object.values(readAnswer)) read(value);
    }),
  );
});
