import { expect, test } from 'vitest';
import { PlaygroundStore } from '../client/playground-store.ts';
import { memoryStorage, type Storage } from '../../../browser/storage.ts';
import { USUAL_LOAD, type Playground } from '../model/playground.ts';
import { stepOf } from '../model/step-of.ts';
import { Session } from '../../../session/session.ts';
import { PlaygroundController } from './playground-controller.ts';

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

/** A controller on which nothing ever runs. */
function controllerWith(first: Playground, storage: Storage = memoryStorage()): PlaygroundController {
  const session = new Session({
    step: stepOf(first),
    guests: () => Promise.reject(new Error('nothing is run here')),
    boot: () => Promise.reject(new Error('nothing is run here')),
  });
  let time = 0;
  const store = new PlaygroundStore(storage);
  return new PlaygroundController({
    session,
    store,
    first: { playground: first, from: 'first', isOwn: false },
    now: () => ++time,
  });
}

const main = (controller: PlaygroundController) => controller.playground.value.files['main.mjs'];
const titles = (controller: PlaygroundController) =>
  controller.earlier.value.map(({ playground }) => playground.files['main.mjs']);

test('what is as it was opened is nobody’s work, and is not put by', () => {
  const controller = controllerWith(of('one'));
  expect(controller.open(given('two', 'second'))).toBe(false);
  expect(main(controller)).toBe('two');
  expect(controller.from.value).toBe('second');
  expect(titles(controller)).toEqual([]);
});

test('work is put by, also over many openings, and changes places when it is brought back', () => {
  const controller = controllerWith(of('one'));
  controller.session.write('main.mjs', 'my work');
  expect(controller.open(given('two'))).toBe(true);
  controller.open(given('three'));
  controller.session.write('main.mjs', 'more work');
  const [first] = controller.earlier.value;
  if (first === undefined) throw new Error('nothing was put by');
  controller.bringBack(first);
  expect(main(controller)).toBe('my work');
  expect(titles(controller)).toEqual(['more work']);
  // It stays work when something takes its place once more.
  controller.open(given('four'));
  expect(titles(controller)).toEqual(['my work', 'more work']);
});

test('other arguments are work too', () => {
  const controller = controllerWith(of('one'));
  controller.set({ args: ['--workers'] });
  expect(controller.open(given('two'))).toBe(true);
});

test('work that finds no room in the browser is there until the page is left', () => {
  const full: Storage = { ...memoryStorage(), set: () => false };
  const controller = controllerWith(of('one'), full);
  controller.session.write('main.mjs', 'my work');
  controller.open(given('two'));
  expect(titles(controller)).toEqual(['my work']);
  expect(controller.store()).toBe(false);
});

test('a renamed file keeps its place, its text and its role; a deleted one leaves the next in view', () => {
  const controller = controllerWith(of('one'));
  expect(controller.rename('main.mjs', 'start.mjs')).toBeUndefined();
  expect(Object.entries(controller.playground.value.files)).toEqual([
    ['start.mjs', 'one'],
    ['lib/a.mjs', 'a'],
  ]);
  expect(controller.start.entry).toBe('start.mjs');
  expect(controller.rename('start.mjs', 'lib')).toContain('is a folder already');
  expect(controller.delete('start.mjs')).toBeUndefined();
  expect(controller.start.entry).toBe('lib/a.mjs');
  expect(controller.shownFile.value).toBe('lib/a.mjs');
  expect(controller.delete('lib/a.mjs')).toContain('at least one file');
});

test('files that join and replace one put the work of before by', () => {
  const controller = controllerWith(of('one'));
  controller.session.write('main.mjs', 'my work');
  expect(controller.addAll({ 'extra.mjs': '' })).toBeUndefined();
  expect(titles(controller)).toEqual([]);
  controller.addAll({ 'main.mjs': 'from disk' });
  expect(titles(controller)).toEqual(['my work']);
  expect(controller.addAll({ 'large.mjs': 'x'.repeat(1_000_001) })).toContain('at most 1 MB');
});
