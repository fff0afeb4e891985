// node:fs/promises: handles, lines, folders, and files that close themselves.
import {
  access,
  appendFile,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
  mkdtemp,
  cp,
  truncate,
} from 'node:fs/promises';
await mkdir('notes/deep', { recursive: true });
await writeFile('notes/a', ['line 1\n', 'line 2\n', 'line 3']);
await appendFile('notes/a', '\n');
const handle = await open('notes/a', 'r+');
console.log((await handle.read(Buffer.alloc(6), 0, 6, 0)).buffer.toString(), (await handle.stat()).size);
await handle.write('LINE', 0);
for await (const line of handle.readLines({ start: 0 })) console.log(line);
await handle.close().catch((error) => console.log('closed already?', error.code));
await rename('notes/a', 'notes/deep/b');
console.log((await readdir('notes', { recursive: true })).sort(), (await stat('notes')).isDirectory());
await truncate('notes/deep/b', 6);
console.log(await readFile('notes/deep/b', { encoding: 'utf8' }), await access('notes/a').catch((error) => error.code));
await writeFile('notes/c', 'x', { flag: 'wx' });
await writeFile('notes/c', 'y', { flag: 'wx' }).catch((error) => console.log(error.code));
console.log((await mkdtemp('temp-')).length, await cp('notes/c', 'd'), await readFile('d', 'latin1'));
await rm('notes', { recursive: true });
console.log(await readdir('notes').catch((error) => error.message));
