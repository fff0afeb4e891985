import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseHostMessage } from './host-message.ts';

const to = { target: 'cluster-lab' } as const;

test('a host may set the theme and ask for the height, and what else it adds is left behind', () => {
  expect(parseHostMessage({ ...to, type: 'theme', theme: 'dark', run: true })).toEqual({
    ...to,
    type: 'theme',
    theme: 'dark',
  });
  expect(parseHostMessage({ ...to, type: 'measure', theme: 7 })).toEqual({ ...to, type: 'measure' });
});

test.each([
  ['another target', { target: 'player', type: 'measure' }],
  ['no target', { type: 'measure' }],
  ['a type that there is not', { ...to, type: 'run' }],
  ['a theme that there is not', { ...to, type: 'theme', theme: 'pink' }],
  ['a theme in a list', { ...to, type: 'theme', theme: ['dark'] }],
  ['a type in an object', { ...to, type: { measure: true } }],
  ['text', JSON.stringify({ ...to, type: 'measure' })],
  ['a list', [to]],
  ['a map', new Map(Object.entries({ ...to, type: 'measure' }))],
  ['nothing', null],
])('%s is passed over', (_, given) => {
  expect(parseHostMessage(given)).toBeUndefined();
});

test('whatever arrives, it is read or passed over', () => {
  fc.assert(
    fc.property(fc.anything(), (given) => {
      expect(parseHostMessage(given)).toBeUndefined();
    }),
  );
});
