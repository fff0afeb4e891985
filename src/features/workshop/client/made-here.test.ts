import { expect, test } from 'vitest';
import { memoryStorage } from '../../../browser/storage.ts';
import { forgetMade, madeHere, madeHereOf, rememberMade, type MadeHere } from './made-here.ts';

const made = (id: string, at: number): MadeHere => ({
  title: `Class ${id}`,
  code: 'ABCD-EFGH',
  host: `${id}.secret`,
  at,
});

test('remembers each workshop until it is forgotten, the newest first', () => {
  const storage = memoryStorage();
  for (const each of [made('one', 1), made('two', 3), made('three', 2)]) rememberMade(storage, each);
  expect(madeHere(storage).map(({ at }) => at)).toEqual([3, 2, 1]);
  forgetMade(storage, made('two', 3));
  expect(madeHere(storage)).toEqual([made('three', 2), made('one', 1)]);
});

test('another secret of the same workshop takes the place of the one before', () => {
  const storage = memoryStorage();
  rememberMade(storage, made('one', 1));
  rememberMade(storage, { ...made('one', 1), host: 'one.renewed' });
  expect(madeHere(storage).map(({ host }) => host)).toEqual(['one.renewed']);
  expect(madeHereOf(storage, 'one.secret')?.host).toBe('one.renewed');
  expect(madeHereOf(storage, 'two.secret')).toBeUndefined();
});

test('says when it cannot remember, and reads nothing that is not whole', () => {
  const storage = memoryStorage();
  expect(rememberMade(storage, made('one', 1))).toBe(false);
  expect(rememberMade({ ...storage, isLasting: true }, made('one', 1))).toBe(true);
  expect(rememberMade({ ...storage, isLasting: true, set: () => false }, made('one', 1))).toBe(false);
  for (const text of ['{', 'null', '{"title":"T","code":"C","host":7,"at":1}', '{"title":"T","code":"C","host":"h"}'])
    storage.set('workshop-made:one', text);
  expect(madeHere(storage)).toEqual([]);
});
