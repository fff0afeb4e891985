import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  DEFAULT_EMBED,
  EMBED_THEMES,
  EMBED_VIEWS,
  formatEmbedOptions,
  offeredViews,
  parseEmbedOptions,
} from './embed-options.ts';

const parse = (search: string) => parseEmbedOptions(new URLSearchParams(search));

test('without options an embed runs and watches, and grows with what it shows', () => {
  expect(parse('')).toEqual({
    views: ['run', 'watch'],
    theme: 'system',
    autorun: false,
    height: undefined,
  });
});

test('views come in one order, each once', () => {
  expect(parse('?view=quiz, read,quiz').views).toEqual(['read', 'quiz']);
});

test.each([
  '?view=',
  '?view=everything',
  '?theme=pink',
  '?autorun=0',
  '?height=40',
  '?height=1e9',
  '?height=tall',
  '?%',
])('what is not understood counts as not given: %s', (search) => {
  expect(parse(search)).toEqual(DEFAULT_EMBED);
});

test.each(['?autorun', '?autorun=1', '?autorun=true'])('%s starts by itself', (search) => {
  expect(parse(search).autorun).toBe(true);
});

test('whatever is written is read back', () => {
  const options = fc.record({
    views: fc.subarray([...EMBED_VIEWS], { minLength: 1 }),
    theme: fc.constantFrom(...EMBED_THEMES),
    autorun: fc.boolean(),
    height: fc.option(fc.integer({ min: 200, max: 4_000 }), { nil: undefined }),
  });
  fc.assert(
    fc.property(options, (each) => {
      expect(parse(formatEmbedOptions(each))).toEqual(each);
    }),
  );
});

test('an embed shows what it has, whatever is asked of it', () => {
  const shown = (search: string, kind: 'quiz' | 'playground') =>
    parseEmbedOptions(new URLSearchParams(search), offeredViews(kind)).views;
  expect(shown('?view=read,run', 'quiz')).toEqual(['quiz']);
  expect(shown('?view=read,watch', 'playground')).toEqual(['watch']);
  expect(shown('?view=quiz', 'playground')).toEqual(['run', 'watch']);
});
