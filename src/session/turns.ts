/** Lets the page answer while much is read: a reader that always has more to read would keep the thread to itself. */

/**
 * Characters that are read in one task: a few hundred frames at most, so some milliseconds of work. A bound that is counted holds on
 * any computer; one that is timed lets a slow one do less and still be late.
 */
export const PORTION = 16_000;

const NOTHING = Promise.resolve(undefined);

/** What a program prints, in portions, each in a task of its own: what has come in small pieces is joined, what is long is cut. */
export async function* inPortions(output: ReadableStream<string>): AsyncGenerator<string> {
  const reader = output.getReader();
  const read = () => {
    const result = reader.read();
    // Awaited in its turn; a failure until then is nobody's neglect.
    result.catch(() => undefined);
    return result;
  };
  let next = read();
  let waiting = '';
  let isOver = false;
  while (!isOver || waiting !== '') {
    while (!isOver && waiting.length < PORTION) {
      // Where there is nothing to tell it waits, else it takes what is here by now.
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

/** Settles when what else waits has had its turn. By a message, which no browser slows down in a tab that is hidden, as it does timers. */
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
