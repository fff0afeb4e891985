/** The contract about input and output: whole, in order, and no faster than they are read. */
import { expect } from 'vitest';
import { READY } from './programs-of-rules.contract.ts';
import { rule } from './rule.contract.ts';

rule('gives output in the order it was written, stdout and stderr alike', async ({ start }) => {
  const { program, text } = await start(
    // Written past Node's own streams, which buffer each for itself.
    `import fs from 'node:fs'; for (let i = 0; i < 60; i++) { fs.writeSync(1, 'o' + i + '\\n'); fs.writeSync(2, 'e' + i + '\\n'); }`,
  );
  await program.exit;
  const expected = Array.from({ length: 60 }, (_, i) => `o${i}\ne${i}\n`).join('');
  expect(await text.whole()).toBe(expected);
});

rule('keeps characters whole that arrive in parts', async ({ start }) => {
  const { program, text } = await start(`
    const bytes = Buffer.from('東京🎉');
    for (const byte of bytes) { process.stdout.write(Buffer.of(byte)); await new Promise((resolve) => setTimeout(resolve, 2)); }
  `);
  await program.exit;
  expect(await text.whole()).toBe('東京🎉');
});

rule('hands over what is typed, and its end', async ({ start }) => {
  const { program, text } = await start(`
    console.log('${READY}');
    for await (const chunk of process.stdin) console.log('got ' + chunk);
    console.log('end');
  `);
  await text.until(READY);
  const writer = program.input.getWriter();
  await writer.write('hello');
  await text.until('got hello');
  await writer.close();
  expect(await program.exit).toMatchObject({ code: 0, signal: null });
  expect(await text.whole()).toContain('end');
});

rule('lets a flood wait until it is read', async ({ start }) => {
  const { program, text } = await start(`
    const line = 'x'.repeat(999) + '\\n';
    for (let i = 0; i < 3_000; i++) process.stdout.write(line);
  `);
  await program.exit;
  expect((await text.whole()).length).toBe(3_000_000);
});
