import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LineWriters } from './line-writers.ts';
import { LONGEST_REPORTED, reportOfWrite } from './write-report.ts';

const report = (worker: number, text: string) => {
  const fact = reportOfWrite(text);
  if (fact === undefined) throw new Error('It is not reported.');
  return { ...fact, pid: 100 + worker, worker, sequence: 1, at: 1 };
};
const writersOf = (lines: LineWriters, count: number) =>
  Array.from({ length: count }, (_, line) => lines.writerOf(line));

test('however the text is cut and processes take turns, each line is its writer’s', () => {
  const turns = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(turns, fc.array(fc.nat(400), { maxLength: 8 }), (order, cuts) => {
      const lines = new LineWriters();
      const written = order.map((worker, index) => [worker, `line ${index} of ${worker}\n`] as const);
      for (const [worker, text] of written.toSorted(([one], [other]) => one - other))
        lines.expect(report(worker, text));
      const text = written.map(([, each]) => each).join('');
      const bounds = [0, ...cuts.toSorted((a, b) => a - b), text.length];
      for (const [index, end] of bounds.slice(1).entries()) lines.read(text.slice(bounds[index], end));
      expect(writersOf(lines, order.length)).toEqual(order);
    }),
  );
});

test('where two processes said the same, neither is named, and after it both are again', () => {
  const lines = new LineWriters();
  for (const worker of [1, 2]) for (const text of ['ready\n', `mine ${worker}\n`]) lines.expect(report(worker, text));
  lines.read('ready\nready\nmine 2\nmine 1\n');
  expect(writersOf(lines, 4)).toEqual([undefined, undefined, 2, 1]);
});

test('what nobody reported, and what came otherwise than reported, is nobody’s', () => {
  const lines = new LineWriters();
  for (const text of ['as reported\n', 'first\n', 'second\n']) lines.expect(report(1, text));
  lines.read('from below Node\nfirst\nxx\nsecond\n');
  expect(writersOf(lines, 4)).toEqual([undefined, 1, undefined, 1]);
});

test('a line that two wrote is nobody’s; of one write the lines are all its writer’s', () => {
  const lines = new LineWriters();
  for (const [worker, text] of [
    [1, 'half '],
    [2, 'other half\n'],
    [0, 'one\ntwo\n'],
  ] as const)
    lines.expect(report(worker, text));
  lines.read('half other half\none\ntwo\n');
  expect(writersOf(lines, 3)).toEqual([undefined, 0, 0]);
});

test('what is too long for one piece of a pipe is not reported', () => {
  expect(reportOfWrite('x'.repeat(LONGEST_REPORTED))).toBeDefined();
  expect(reportOfWrite('x'.repeat(LONGEST_REPORTED + 1))).toBeUndefined();
  expect(reportOfWrite('\ufffd')).toBeUndefined();
});
