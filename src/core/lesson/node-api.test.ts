import { expect, test } from 'vitest';
import { nodeApiAt } from './node-api.ts';

const api = { words: 'It is told.', shownBy: 'lesson/step' };
const apis = {
  'cluster.fork': api,
  'cluster.worker': api,
  "cluster.on('exit')": api,
  'os.availableParallelism': api,
  'process.pid': api,
  'worker.id': { ...api, of: 'node:cluster' as const },
};
const CLUSTER = "import cluster from 'node:cluster';";

/** The name that is told at the bar in the line. */
const nameAt = (source: string, marked: string) =>
  nodeApiAt(apis, source, marked.replace('|', ''), marked.indexOf('|'))?.name;

test.each([
  [CLUSTER, 'cluster.fo|rk();', 'cluster.fork'],
  [CLUSTER, 'cluster.|fork();', 'cluster.fork'],
  ["import * as c from 'cluster';", 'c.fork|();', 'cluster.fork'],
  ["import { fork as begin } from 'node:cluster';", 'be|gin();', 'cluster.fork'],
  ["const cluster = require('node:cluster');", 'if (a) cluster.f|ork();', 'cluster.fork'],
  ["const { availableParallelism: cores } = require('os');", 'const n = co|res();', 'os.availableParallelism'],
  ["import os, { availableParallelism } from 'node:os';", 'available|Parallelism()', 'os.availableParallelism'],
  ['', 'console.log(process.p|id)', 'process.pid'],
  [CLUSTER, '`worker ${cluster.wor|ker.id}`', 'cluster.worker'],
  [CLUSTER, '`worker ${cluster.worker.i|d}`', 'worker.id'],
  [CLUSTER, 'cluster.worker?.i|d', 'worker.id'],
  [CLUSTER, "cluster.on('ex|it', (worker) => {", "cluster.on('exit')"],
])('with %s, at %s it tells %s', (source, marked, name) => {
  expect(nameAt(source, marked)).toBe(name);
});

test.each([
  [CLUSTER, 'clus|ter.fork();'],
  [CLUSTER, 'mine.fo|rk();'],
  [CLUSTER, 'a().process.p|id'],
  ["import { Worker } from 'node:worker_threads';", 'worker.i|d'],
  [CLUSTER, "cluster.on('toStr|ing')"],
  [CLUSTER, 'toStr|ing'],
])('with %s, at %s it tells nothing', (source, marked) => {
  expect(nameAt(source, marked)).toBeUndefined();
});

test('says where the name stands', () => {
  expect(nodeApiAt(apis, CLUSTER, '  cluster.fork();', 12)).toMatchObject({ start: 10, end: 14 });
});
