/** `npm start`: builds the site, then serves it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

console.log('Building the site; this takes about half a minute.');
const astro = fileURLToPath(new URL('../node_modules/astro/bin/astro.mjs', import.meta.url));
const build = spawn(process.execPath, [astro, 'build', '--silent'], { stdio: 'inherit' });
const [code] = (await once(build, 'exit')) as [number | null];
if (code !== 0) process.exit(1);
await import('../src/server/main.ts');
