import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { courseIn } from './read-course.ts';
import { nodeApisIn } from './read-node-api.ts';

/** Says which of the names are on this Node, in the primary or in a worker. */
const PROBE = `
  const cluster = require('node:cluster'), http = require('node:http'), net = require('node:net');
  const request = new http.IncomingMessage(new net.Socket());
  const things = {
    cluster, http, net, process, os: require('node:os'), worker_threads: require('node:worker_threads'), request,
    response: new http.ServerResponse(request), server: http.createServer(), socket: new net.Socket(),
    worker: cluster.worker ?? new cluster.Worker({ process }),
  };
  const has = (name) => name.split('.')[1] in things[name.split('.')[0]];
  const found = JSON.parse(process.env.NAMES).filter(has);
  if (cluster.isPrimary) cluster.fork().on('message', (more) => console.log(JSON.stringify([...found, ...more])));
  else process.send(found, () => process.exit());
`;

test('tells of what is there on this Node, and leads to steps that are there', () => {
  const steps = courseIn('src/content').lessons.flatMap((lesson) => lesson.steps.map(({ id }) => id));
  const names = Object.keys(nodeApisIn('src/content', new Set(steps))).filter((name) => !name.includes('('));
  const folder = mkdtempSync(path.join(tmpdir(), 'node-api-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(path.join(folder, 'probe.cjs'), PROBE);
  const { stdout, stderr } = spawnSync(process.execPath, ['probe.cjs'], {
    cwd: folder,
    env: { ...process.env, NAMES: JSON.stringify(names) },
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  const found = new Set(JSON.parse(stdout) as readonly string[]);
  expect(names.filter((name) => !found.has(name))).toEqual([]);
  expect(names.length).toBeGreaterThan(50);
});
