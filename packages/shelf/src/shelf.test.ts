/** What a program gets of the shelf. */
import { expect, test } from 'vitest';
import { openShelf } from './shelf.ts';

const archives: Readonly<Record<string, readonly string[]>> = {
  '/express.json': ['node_modules/express/index.js', 'node_modules/ms/index.js'],
  '/limit.json': ['node_modules/express-rate-limit/index.js', 'node_modules/ms/index.js'],
};
const packages = [
  { name: 'express', version: '5.0.0', url: '/express.json', peers: [] },
  { name: 'express-rate-limit', version: '8.0.0', url: '/limit.json', peers: ['express'] },
];

/** A shelf that notes what was asked for. */
function open() {
  const asked: string[] = [];
  const site = { isDown: false };
  const shelf = openShelf(packages, async (url) => {
    asked.push(url);
    const files = Object.fromEntries((archives[url] ?? []).map((path) => [path, 0]));
    return site.isDown ? undefined : { texts: ['text'], files };
  });
  const got = async (text: string, more = {}) =>
    Object.keys(await shelf.packagesOf({ 'main.js': text, ...more })).toSorted();
  return { asked, site, got };
}

test('a program that imports none fetches nothing', async () => {
  const { got, asked } = open();
  expect(await got(`require('http'); require('none-such');`)).toEqual([]);
  expect(asked).toEqual([]);
});

test('a package comes with its peers, and archives lie over each other', async () => {
  const { got } = open();
  expect(await got(`require('express-rate-limit');`)).toEqual([
    'node_modules/express-rate-limit/index.js',
    'node_modules/express/index.js',
    'node_modules/ms/index.js',
  ]);
});

test('each is fetched once, and again after a failure', async () => {
  const { got, asked, site } = open();
  site.isDown = true;
  await expect(got(`require('express');`)).rejects.toThrow("'express' could not be fetched");
  site.isDown = false;
  for (let run = 1; run <= 2; run++) await got(`require('express');`);
  expect(asked).toEqual(['/express.json', '/express.json']);
});

test("a program's own copy is left alone", async () => {
  const { got } = open();
  expect(await got(`require('express');`, { 'node_modules/express/index.js': 'own' })).toEqual([]);
});
