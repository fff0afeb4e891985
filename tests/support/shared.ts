/** What is slow to start, once for all tests of a file or of a `describe`: a browser, a server. */
import { afterAll, beforeAll } from 'vitest';

/** Starts it before the first of them, and closes it after the last. @returns what gives it to a test */
export function shared<Value extends { close(): Promise<unknown> }>(start: () => Promise<Value>): () => Value {
  let value: Value | undefined;
  beforeAll(async () => {
    value = await start();
  });
  afterAll(() => value?.close());
  return () => {
    if (value === undefined) throw new Error('It has not started.');
    return value;
  };
}
