/** Lets the page answer during long reading: a reader that always has more to read would keep the thread to itself. */

/**
 * Characters read in one task: a few hundred frames at most, so some milliseconds of work. A counted bound holds on any computer;
 * with a timed one a slow computer would do less and still be late.
 */
export const PORTION = 16_000;

const NOTHING = Promise.resolve(undefined);

/** A program's output in portions, each in a task of its own: small pieces are joined, long ones cut. */
export async function* inPortions(output: ReadableStream<string>): AsyncGenerator<string> {
  const reader = output.getReader();
  const read = () => {
    const result = reader.read();
    // Awaited in its turn; until then a failure must not count as unhandled.
    result.catch(() => undefined);
    return result;
  };
  let next = read();
  let waiting = '';
  let isOver = false;
  while (!isOver || waiting !== '') {
    while (!isOver && waiting.length < PORTION) {
      // Without any text it waits; else it takes the pieces that are here by now.
      const piece = await (waiting === '' ? next : Promise.race([next, NOTHING]));
      if (piece === undefined) break;
      isOver = piece.done;
      waiting += piece.value ?? '';
      if (!isOver) next = read();
    }
    if (waiting === '') continue;
    yield waiting.slice(0, PORTION);
    waiting = waiting.slice(PORTION);
    await nextTask();
  }
}

/** Settles when the other waiting tasks have had their turn. By a message: browsers slow down timers in a hidden tab, but not messages. */
export function nextTask(): Promise<undefined> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve(undefined);
    };
    port2.postMessage(null);
  });
}
