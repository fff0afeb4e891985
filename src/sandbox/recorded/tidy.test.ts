import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeFrame } from '../../core/trace/frame.ts';
import type { Entry } from './cast.ts';
import { tidy } from './tidy.ts';

const FOLDER = '/tmp/cluster-lab-x1';
const names = { [FOLDER]: '/home/learner/lesson', '/tmp': '/elsewhere' };
const frame = encodeFrame({ type: 'process.crashed', message: `at ${FOLDER}/main.mjs` }, 'abc');
const whole = `one ${frame}two ${FOLDER}/main.mjs:3\n${frame}/tmp three ${FOLDER}`;
const cleaned = whole.replaceAll(FOLDER, '/home/learner/lesson').replaceAll('/tmp', '/elsewhere');

const outputs = (entries: readonly Entry[], process: number) =>
  entries.flatMap((entry) => (entry.kind === 'output' && entry.process === process ? [entry.text] : []));

test('however the output was cut, names are replaced, nothing is lost, and no frame is in two pieces', () => {
  const cuts = fc.array(fc.nat(whole.length), { maxLength: 12 });
  fc.assert(
    fc.property(cuts, fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 26, maxLength: 26 }), (at, pauses) => {
      const bounds = [0, ...at.toSorted((a, b) => a - b), whole.length];
      let time = 0;
      // Two processes print the same in turns.
      const entries = bounds.slice(1).flatMap((end, index) =>
        [1, 2].map((process): Entry => {
          time += (pauses[index * 2 + process - 1] ?? 0) / 1_000;
          return { at: time, kind: 'output', process, text: whole.slice(bounds[index], end) };
        }),
      );
      const tidied = tidy(entries, names);
      for (const process of [1, 2]) {
        const pieces = outputs(tidied, process);
        expect(pieces.join('')).toBe(cleaned);
        for (const piece of pieces) expect(piece.split('\u001b]7357;').length).toBe(piece.split('\u0007').length);
      }
      expect(tidied.map(({ at }) => at)).toEqual(tidied.map(({ at }) => at).toSorted((a, b) => a - b));
    }),
  );
});

test('what the driver did keeps its place, and its names are replaced too', () => {
  const spawn = { do: 'spawn', process: 1, pid: 7, command: 'node', args: [`${FOLDER}/x`], nonce: 'abc' } as const;
  const entries: Entry[] = [
    { at: 0, kind: 'action', action: spawn },
    { at: 0.001, kind: 'output', process: 1, text: 'a' },
    { at: 0.002, kind: 'output', process: 1, text: 'b' },
    { at: 0.003, kind: 'action', action: { do: 'stop', process: 1 } },
    { at: 0.004, kind: 'output', process: 1, text: 'c' },
  ];
  expect(tidy(entries, names)).toEqual([
    { at: 0, kind: 'action', action: { ...spawn, args: ['/home/learner/lesson/x'] } },
    { at: 0.001, kind: 'output', process: 1, text: 'ab' },
    { at: 0.003, kind: 'action', action: { do: 'stop', process: 1 } },
    { at: 0.004, kind: 'output', process: 1, text: 'c' },
  ]);
});
