import { expect, test } from 'vitest';
import { PlaygroundStore } from '../client/playground-store.ts';
import { memoryStorage, type Storage } from '../../../browser/storage.ts';
import { USUAL_LOAD, type Playground } from '../model/playground.ts';
import { stepOf } from '../model/step-of.ts';
import { Session } from '../../../session/session.ts';
import { Desk } from './desk.ts';

const of = (text: string): Playground => ({
  title: text,
  files: { 'main.mjs': text, 'lib/a.mjs': 'a' },
  entry: 'main.mjs',
  args: [],
  env: {},
  load: USUAL_LOAD,
});

/** Opened, and nobody's work. */
const given = (text: string, from?: string) => ({ playground: of(text), from, isOwn: false });

/** A desk on which nothing ever runs. */
function deskWith(first: Playground, storage: Storage = memoryStorage()): Desk {
  const session = new Session({
    step: stepOf(first),
    guests: () => Promise.reject(new Error('nothing is run here')),
    boot: () => Promise.reject(new Error('nothing is run here')),
  });
  let time = 0;
  const store = new PlaygroundStore(storage);
  return new Desk({ session, store, first: { playground: first, from: 'first', isOwn: false }, now: () => ++time });
}

const main = (desk: Desk) => desk.playground.value.files['main.mjs'];
const titles = (desk: Desk) => desk.earlier.value.map(({ playground }) => playground.files['main.mjs']);

test('what is as it was opened is nobody’s work, and is not put by', () => {
  const desk = deskWith(of('one'));
  expect(desk.open(given('two', 'second'))).toBe(false);
  expect(main(desk)).toBe('two');
  expect(desk.from.value).toBe('second');
  expect(titles(desk)).toEqual([]);
});

test('work is put by, also over many openings, and changes places when it is brought back', () => {
  const desk = deskWith(of('one'));
  desk.session.write('main.mjs', 'my work');
  expect(desk.open(given('two'))).toBe(true);
  desk.open(given('three'));
  desk.session.write('main.mjs', 'more work');
  const [first] = desk.earlier.value;
  if (first === undefined) throw new Error('nothing was put by');
  desk.bringBack(first);
  expect(main(desk)).toBe('my work');
  expect(titles(desk)).toEqual(['more work']);
  // It stays work when something takes its place once more.
  desk.open(given('four'));
  expect(titles(desk)).toEqual(['my work', 'more work']);
});

test('other arguments are work too', () => {
  const desk = deskWith(of('one'));
  desk.set({ args: ['--workers'] });
  expect(desk.open(given('two'))).toBe(true);
});

test('work that finds no room in the browser is there until the page is left', () => {
  const full: Storage = { ...memoryStorage(), set: () => false };
  const desk = deskWith(of('one'), full);
  desk.session.write('main.mjs', 'my work');
  desk.open(given('two'));
  expect(titles(desk)).toEqual(['my work']);
  expect(desk.store()).toBe(false);
});

test('a renamed file keeps its place, its text and its role; a deleted one leaves the next in view', () => {
  const desk = deskWith(of('one'));
  expect(desk.rename('main.mjs', 'start.mjs')).toBeUndefined();
  expect(Object.entries(desk.playground.value.files)).toEqual([
    ['start.mjs', 'one'],
    ['lib/a.mjs', 'a'],
  ]);
  expect(desk.start.entry).toBe('start.mjs');
  expect(desk.rename('start.mjs', 'lib')).toContain('is a folder already');
  expect(desk.delete('start.mjs')).toBeUndefined();
  expect(desk.start.entry).toBe('lib/a.mjs');
  expect(desk.shownFile.value).toBe('lib/a.mjs');
  expect(desk.delete('lib/a.mjs')).toContain('at least one file');
});

test('files that join and replace one put the work of before by', () => {
  const desk = deskWith(of('one'));
  desk.session.write('main.mjs', 'my work');
  expect(desk.addAll({ 'extra.mjs': '' })).toBeUndefined();
  expect(titles(desk)).toEqual([]);
  desk.addAll({ 'main.mjs': 'from disk' });
  expect(titles(desk)).toEqual(['my work']);
  expect(desk.addAll({ 'large.mjs': 'x'.repeat(1_000_001) })).toContain('at most 1 MB');
});
