import { expect, test } from 'vitest';
import { piecesOf } from './pieces.ts';

/** Without what Node has and Safari has not. */
function streamOf(pieces: readonly string[], whenCancelled: () => void, failure?: Error): ReadableStream<string> {
  const stream = new ReadableStream<string>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
    },
    pull(controller) {
      if (failure === undefined) controller.close();
      else controller.error(failure);
    },
    cancel: whenCancelled,
  });
  return Object.defineProperty(stream, Symbol.asyncIterator, { value: undefined });
}

test('it brings all pieces of a stream that is no iterable', async () => {
  const pieces: string[] = [];
  for await (const piece of piecesOf(streamOf(['a', 'b'], () => undefined))) pieces.push(piece);
  expect(pieces).toEqual(['a', 'b']);
});

test('who leaves early lets go of the stream', async () => {
  let isCancelled = false;
  for await (const piece of piecesOf(streamOf(['a', 'b'], () => (isCancelled = true)))) if (piece === 'a') break;
  expect(isCancelled).toBe(true);
});

test('a failure of the stream is told', async () => {
  const read = async () => {
    for await (const piece of piecesOf(streamOf([], () => undefined, new Error('gone')))) void piece;
  };
  await expect(read()).rejects.toThrow('gone');
});
