/** What a program gets of the shelf. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openShelf } from './shelf.ts';

const archives: Readonly<Record<string, readonly string[]>> = {
  '/express.json': ['node_modules/express/index.js', 'node_modules/ms/index.js'],
  '/limit.json': ['node_modules/express-rate-limit/index.js', 'node_modules/ms/index.js'],
};
const packages = [
  { name: 'express', version: '5.0.0', url: '/express.json', peers: [] },
  { name: 'express-rate-limit', version: '8.0.0', url: '/limit.json', peers: ['express'] },
];

let asked: string[] = [];
let isDown = false;
const real = globalThis.fetch;
beforeEach(() => {
  [asked, isDown] = [[], false];
  globalThis.fetch = (address) => {
    asked.push(address as string);
    const paths = archives[address as string] ?? [];
    const files = Object.fromEntries(paths.map((path) => [path, 0]));
    return Promise.resolve(isDown ? Response.error() : Response.json({ texts: ['text'], files }));
  };
});
afterEach(() => {
  globalThis.fetch = real;
});

const got = async (text: string, more = {}, shelf = openShelf(packages)) =>
  Object.keys(await shelf.packagesOf({ 'main.js': text, ...more })).toSorted();

test('a program that imports none fetches nothing', async () => {
  expect(await got(`require('http'); require('none-such');`)).toEqual([]);
  expect(asked).toEqual([]);
});

test('a package comes with its peers, and archives lie over each other', async () => {
  expect(await got(`require('express-rate-limit');`)).toEqual([
    'node_modules/express-rate-limit/index.js',
    'node_modules/express/index.js',
    'node_modules/ms/index.js',
  ]);
});

test('each is fetched once, and again after a failure', async () => {
  const shelf = openShelf(packages);
  isDown = true;
  await expect(got(`require('express');`, {}, shelf)).rejects.toThrow("'express' could not be fetched");
  isDown = false;
  for (let run = 1; run <= 2; run++) await got(`require('express');`, {}, shelf);
  expect(asked).toEqual(['/express.json', '/express.json']);
});

test("a program's own copy is left alone", async () => {
  expect(await got(`require('express');`, { 'node_modules/express/index.js': 'own' })).toEqual([]);
});
