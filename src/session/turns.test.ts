/** Whatever a program's output, the page reads a bounded part at a time, and other tasks have their turn in between. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inPortions, nextTask, PORTION } from './turns.ts';

function printed(chunks: readonly string[]): ReadableStream<string> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
}

/** Counts tasks while it reads. */
async function read(chunks: readonly string[]): Promise<readonly { readonly text: string; readonly task: number }[]> {
  const portions: { text: string; task: number }[] = [];
  let task = 0;
  let isOver = false;
  const counting = (async () => {
    for (; !isOver; task++) await nextTask();
  })();
  for await (const text of inPortions(printed(chunks))) portions.push({ text, task });
  isOver = true;
  await counting;
  return portions;
}

test('nothing is lost, nothing is longer than a portion, and each is read in a task of its own', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(3 * PORTION), { maxLength: 8 }), async (lengths) => {
      const chunks = lengths.map((length, index) => String(index).repeat(length));
      const portions = await read(chunks);
      expect(portions.map(({ text }) => text).join('')).toBe(chunks.join(''));
      for (const { text } of portions) expect(text.length).toBeLessThanOrEqual(PORTION);
      expect(new Set(portions.map(({ task }) => task)).size).toBe(portions.length);
    }),
    { numRuns: 20 },
  );
});

test('what has come in small pieces is read together', async () => {
  const portions = await read(Array.from({ length: 10_000 }, () => '0123456789'));
  expect(portions.length).toBeLessThanOrEqual(Math.ceil(100_000 / PORTION) + 1);
});

test('what comes alone does not wait for more', async () => {
  const { readable, writable } = new TransformStream<string, string>();
  const portions = inPortions(readable);
  const first = portions.next();
  void writable.getWriter().write('here');
  expect(await first).toEqual({ done: false, value: 'here' });
});
