/** The built site with a process script of an attacker's in it, as if a program had got all that native code gives. */
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { AddressInfo } from 'node:net';
import { startSite, type Site } from './site.ts';

const ATTACK = path.resolve('tests/support/browser-node/hostile-process.js');

export interface HostileSite extends Site {
  /** Lines of requests that the site was asked for on paths which only the attack names, upgrades too. */
  readonly asked: readonly string[];
  /** How often anybody connected to another port of this computer. */
  readonly knocks: () => number;
}

export async function startHostileSite(): Promise<HostileSite> {
  const folder = await mkdtemp(path.join(tmpdir(), 'hostile-site-'));
  await cp(path.resolve('dist'), folder, { recursive: true });
  let knocks = 0;
  const other = createServer((socket) => {
    knocks++;
    socket.destroy();
  });
  other.listen(0, '127.0.0.1');
  await once(other, 'listening');
  const asked: string[] = [];
  const site = await startSite({
    folder,
    onRequestLine: (line) => {
      if (line.includes('/attack/')) asked.push(line);
    },
  });
  const names = await readdir(path.join(folder, '_astro'));
  const script = names.find((name) => /^node-process\.[\w-]+\.js$/.test(name)) ?? '';
  const addresses = {
    SITE: `${site.origin}/attack/`,
    OTHER: `http://localhost:${(other.address() as AddressInfo).port}/`,
  };
  const constants = Object.entries(addresses).map(([name, value]) => `const ${name} = ${JSON.stringify(value)};\n`);
  await writeFile(path.join(folder, '_astro', script), constants.join('') + (await readFile(ATTACK, 'utf8')));
  await Promise.all(['.br', '.gz'].map((end) => rm(path.join(folder, '_astro', script + end), { force: true })));
  return {
    origin: site.origin,
    asked,
    knocks: () => knocks,
    async close() {
      other.close();
      await site.close();
      await rm(folder, { recursive: true });
    },
  };
}
