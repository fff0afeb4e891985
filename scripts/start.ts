/** `npm start`: builds the site where something has changed since the last build, then serves it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { hashOfInputs, isBuiltFrom } from './build-stamp.ts';

const REBUILD = '--rebuild';
const root = fileURLToPath(new URL('..', import.meta.url));

const isWanted = process.argv.includes(REBUILD);
process.argv = process.argv.filter((argument) => argument !== REBUILD);
if (isWanted || !(await isBuiltFrom(`${root}dist`, await hashOfInputs(root)))) await build();
await import('../src/server/main.ts');

async function build(): Promise<void> {
  console.log('Building the site; this takes about half a minute.');
  const child = spawn(process.execPath, [`${root}node_modules/astro/bin/astro.mjs`, 'build', '--silent'], {
    cwd: root,
    stdio: 'inherit',
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) process.exit(1);
}
