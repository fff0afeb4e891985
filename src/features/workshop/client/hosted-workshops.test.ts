import { expect, test } from 'vitest';
import { WORKSHOPS_MADE } from '../../../browser/keys.ts';
import { memoryStorage } from '../../../browser/storage.ts';
import {
  forgetHosted,
  hostedWorkshops,
  hostedWorkshop,
  rememberHosted,
  type HostedWorkshop,
} from './hosted-workshops.ts';

const made = (id: string, at: number): HostedWorkshop => ({
  title: `Class ${id}`,
  code: 'ABCD-EFGH',
  host: `${id}.secret`,
  at,
});

test('remembers each workshop until it is forgotten, the newest first', () => {
  const storage = memoryStorage();
  for (const each of [made('one', 1), made('two', 3), made('three', 2)]) rememberHosted(storage, each);
  expect(hostedWorkshops(storage).map(({ at }) => at)).toEqual([3, 2, 1]);
  forgetHosted(storage, made('two', 3));
  expect(hostedWorkshops(storage)).toEqual([made('three', 2), made('one', 1)]);
});

test('another secret of the same workshop takes the place of the one before', () => {
  const storage = memoryStorage();
  rememberHosted(storage, made('one', 1));
  rememberHosted(storage, { ...made('one', 1), host: 'one.renewed' });
  expect(hostedWorkshops(storage).map(({ host }) => host)).toEqual(['one.renewed']);
  expect(hostedWorkshop(storage, 'one.secret')?.host).toBe('one.renewed');
  expect(hostedWorkshop(storage, 'two.secret')).toBeUndefined();
});

test('says when it cannot remember, and reads nothing that is not whole', () => {
  const storage = memoryStorage();
  expect(rememberHosted(storage, made('one', 1))).toBe(false);
  expect(rememberHosted({ ...storage, isLasting: true }, made('one', 1))).toBe(true);
  expect(rememberHosted({ ...storage, isLasting: true, set: () => false }, made('one', 1))).toBe(false);
  for (const text of ['{', 'null', '{"title":"T","code":"C","host":7,"at":1}', '{"title":"T","code":"C","host":"h"}'])
    storage.set(WORKSHOPS_MADE.of('one'), text);
  expect(hostedWorkshops(storage)).toEqual([]);
});
