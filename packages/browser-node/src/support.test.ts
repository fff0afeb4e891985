import { describe, expect, test } from 'vitest';
import { whatIsMissing } from './support.ts';

const names = [
  ...['WebAssembly', 'MessageChannel', 'URL', 'Atomics', 'WeakRef', 'FinalizationRegistry', 'BigInt64Array'],
  ...['structuredClone', 'Promise', 'Iterator'],
];
/** What a page of a newer browser has: all of it is in Node too, but for workers. */
const page = Object.fromEntries([
  ['Worker', Object],
  ...names.map((name) => [name, (globalThis as unknown as Record<string, unknown>)[name]] as const),
]);

describe('what In-browser Node needs of a browser', () => {
  test('is there in a newer one', () => {
    expect(whatIsMissing(page)).toBeUndefined();
  });

  test.each([
    ['Worker', 'Web Workers'],
    ['WeakRef', 'weak references'],
    ['Iterator', 'iterator helpers'],
    ['URL', 'scripts made in the page'],
  ])('without %s it says so in a sentence', (name, what) => {
    expect(whatIsMissing({ ...page, [name]: undefined })).toBe(
      `This browser has no ${what}, which Node's library is built on; a newer one runs it.`,
    );
  });

  test('names everything that is missing', () => {
    expect(whatIsMissing({ ...page, Iterator: Object, Promise: Object })).toContain(
      'has no Promise.withResolvers and no iterator helpers',
    );
  });
});
