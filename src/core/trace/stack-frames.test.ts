import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createStackFrameFilter } from './stack-frames.ts';

const OURS = '    at process.emit (file:///tmp/x/.cluster-lab/tracer.mjs:10:5)\n';
const trace = ['Error: boom\n', '    at main (file:///tmp/x/main.mjs:1:2)\n', OURS, 'Node.js v24\n', '  at the end'];

test('removes our stack frames and nothing else, whatever the chunks', () => {
  const input = trace.join('');
  const expected = trace.filter((line) => line !== OURS).join('');
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: input.length })), (cuts) => {
      const filter = createStackFrameFilter();
      const edges = [0, ...cuts.toSorted((a, b) => a - b), input.length];
      const chunks = edges.slice(1).map((end, index) => input.slice(edges[index], end));
      expect(chunks.map((chunk) => filter.push(chunk)).join('') + filter.end()).toBe(expected);
    }),
  );
});

test('a prompt without a newline shows at once, and a line that only mentions the folder stays', () => {
  const filter = createStackFrameFilter();
  expect(filter.push('name? ')).toBe('name? ');
  expect(filter.push('\nsee /.cluster-lab/ at home\n')).toBe('\nsee /.cluster-lab/ at home\n');
});

test('takes out a frame that another process interrupts in the middle of its line', () => {
  const filter = createStackFrameFilter();
  const shown =
    filter.push('Error: one') + filter.push('    at x (file:///w/.cluster-lab/tracer.mjs:1:2)\n') + filter.end();
  expect(shown).not.toContain('.cluster-lab');
  expect(shown).toContain('Error: one');
});

test('holds back no text that cannot become a frame', () => {
  const filter = createStackFrameFilter();
  expect(filter.push('look at ')).toBe('look at ');
  expect(filter.push('50 %')).toBe('50 %');
});

test('takes out a frame that Node has coloured', () => {
  const frame = '    at emit \u001b[90m(file:///tmp/x/\u001b[39m.cluster-lab/tracer.mjs:26:18\u001b[90m)\u001b[39m\n';
  const filter = createStackFrameFilter();
  expect(filter.push(`before\n${frame}after\n`) + filter.end()).toBe('before\nafter\n');
});
