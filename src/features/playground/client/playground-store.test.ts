import { expect, test } from 'vitest';
import { USUAL_LOAD, type Playground } from '../model/playground.ts';
import { MOST_EARLIER, PlaygroundStore } from './playground-store.ts';
import { PLAYGROUND, PLAYGROUND_EARLIER } from '../../../browser/keys.ts';
import { memoryStorage, type Storage } from '../../../browser/storage.ts';

const of = (text: string): Playground => ({
  title: 'mine',
  files: { 'main.mjs': text },
  entry: 'main.mjs',
  args: [],
  env: {},
  load: USUAL_LOAD,
});
const kept = (text: string) => ({ playground: of(text), from: undefined, isOwn: true });
const textsOf = (store: PlaygroundStore) => store.earlier.map(({ playground }) => playground.files['main.mjs']);

/** Room for so many characters in all. */
function smallStorage(room: number): Storage {
  const storage = memoryStorage();
  const used = (but: string) =>
    storage.keys().reduce((sum, key) => sum + (key === but ? 0 : (storage.get(key)?.length ?? 0)), 0);
  return { ...storage, set: (key, value) => used(key) + value.length <= room && storage.set(key, value) };
}

test('a playground is there again, with where it began', () => {
  const storage = memoryStorage();
  const work = { playground: of('x'), from: 'sched-none', isOwn: false };
  expect(new PlaygroundStore(storage).write(work)).toBe(true);
  expect(new PlaygroundStore(storage).read()).toEqual(work);
});

test('what names no file is dropped, and costs the learner nothing else', () => {
  const storage = memoryStorage();
  const playground = { ...of('x'), files: { '': 'typed into a search', 'main.mjs': 'x' } };
  new PlaygroundStore(storage).write({ ...kept('x'), playground });
  expect(new PlaygroundStore(storage).read()).toEqual(kept('x'));
});

test.each([
  '',
  '{',
  'null',
  '7',
  '{"version":2}',
  '{"version":1,"playground":{"files":{"../../../x":""}}}',
  '{"version":1}',
])('what cannot be read is nothing: %s', (text) => {
  const storage = memoryStorage();
  storage.set(PLAYGROUND, text);
  storage.set(PLAYGROUND_EARLIER, text);
  expect(new PlaygroundStore(storage).read()).toBeUndefined();
  expect(new PlaygroundStore(storage).earlier).toEqual([]);
});

test('the last pieces of work are kept, the newest first, none twice', () => {
  const store = new PlaygroundStore(memoryStorage());
  for (let at = 0; at <= MOST_EARLIER; at++) expect(store.putBy({ ...kept(`work ${at}`), at })).toBe(true);
  store.putBy({ ...kept('work 3'), at: 9 });
  expect(textsOf(store)).toEqual(['work 3', 'work 5', 'work 4', 'work 2', 'work 1']);
  store.takeBack(of('work 5'));
  expect(textsOf(store)).toEqual(['work 3', 'work 4', 'work 2', 'work 1']);
});

test('where there is little room the oldest goes; where there is none, what was kept stays', () => {
  const store = new PlaygroundStore(smallStorage(700));
  store.putBy({ ...kept('a'.repeat(150)), at: 1 });
  expect(store.putBy({ ...kept('b'.repeat(300)), at: 2 })).toBe(true);
  expect(textsOf(store)).toEqual(['b'.repeat(300)]);
  expect(store.putBy({ ...kept('c'.repeat(900)), at: 3 })).toBe(false);
  expect(textsOf(store)).toEqual(['b'.repeat(300)]);
  expect(store.write(kept('d'.repeat(900)))).toBe(false);
});
