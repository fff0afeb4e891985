/** The contract about files: those that a page mounts, writes and reads. */
import { expect } from 'vitest';
import { REPLAYS, rule } from './rule.contract.ts';

rule('mounts nested files, and a later mount replaces them', async ({ booted }) => {
  const sandbox = await booted({ 'a.mjs': 'a', 'lib/deep/b.mjs': 'b' });
  expect(await sandbox.readFile('lib/deep/b.mjs')).toBe('b');
  await sandbox.mount({ 'c.mjs': 'c' });
  expect(await sandbox.readFile('c.mjs')).toBe('c');
  await expect(sandbox.readFile('lib/deep/b.mjs')).rejects.toMatchObject({ code: 'not-found' });
});

rule('writes a file that a program reads, and reads one that a program wrote', async ({ booted, skip }) => {
  const sandbox = await booted({
    'main.mjs': `import fs from 'node:fs'; fs.writeFileSync('out.txt', fs.readFileSync('data/in.txt', 'utf8') + '!');`,
  });
  await sandbox.writeFile('data/in.txt', 'für 東京 🎉');
  expect(await sandbox.readFile('data/in.txt')).toBe('für 東京 🎉');
  if (!sandbox.capabilities.editable) skip(REPLAYS);
  await (
    await sandbox.spawn('node', ['main.mjs'])
  ).exit;
  expect(await sandbox.readFile('out.txt')).toBe('für 東京 🎉!');
});

rule('refuses a path that leads out', async ({ booted }) => {
  const sandbox = await booted();
  for (const path of ['../x', '/etc/passwd', 'a/../../x', '', 'a//b', 'C:\\x']) {
    await expect(sandbox.writeFile(path, ''), path).rejects.toMatchObject({
      name: 'SandboxError',
      code: 'bad-path',
    });
    await expect(sandbox.readFile(path), path).rejects.toMatchObject({ code: 'bad-path' });
    await expect(sandbox.mount({ [path]: '' }), path).rejects.toMatchObject({ code: 'bad-path' });
  }
});

rule('keeps two sandboxes apart', async ({ booted }) => {
  const [one, two] = await Promise.all([booted({ 'a.txt': 'one' }), booted({ 'b.txt': 'two' })]);
  // A recording tells the folder and the port of the run that it holds.
  if (one.capabilities.editable) {
    expect(one.workdir).not.toBe(two.workdir);
    expect(one.port).not.toBe(two.port);
  }
  await expect(two.readFile('a.txt')).rejects.toMatchObject({ code: 'not-found' });
  await one.dispose();
  expect(await two.readFile('b.txt')).toBe('two');
});
