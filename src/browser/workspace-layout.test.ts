import { expect, test } from 'vitest';
import { LAYOUT } from './keys.ts';
import { memoryStorage } from './storage.ts';
import { keepInLayout, readLayout } from './workspace-layout.ts';

test('keeps each size until it is brought back', () => {
  const storage = memoryStorage();
  keepInLayout('--step-text', '40%', storage);
  keepInLayout('--step-editor', '400px', storage);
  keepInLayout('--step-text', '45%', storage);
  expect(readLayout(storage)).toEqual({ '--step-text': '45%', '--step-editor': '400px' });
  keepInLayout('--step-text', undefined, storage);
  expect(readLayout(storage)).toEqual({ '--step-editor': '400px' });
});

test.each(['{', 'null', '"--x"', '{"color":"red"}', '{"--step-text":7}'])('what is no layout is none: %s', (text) => {
  const storage = memoryStorage();
  storage.set(LAYOUT, text);
  expect(readLayout(storage)).toEqual({});
});
