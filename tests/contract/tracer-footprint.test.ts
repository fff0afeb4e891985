/** The tracer leaves no trace: a program prints, reads, writes and ends the same with it and without it. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSplitter } from '../../src/core/trace/splitter.ts';
import type { TraceEvent } from '../../src/core/trace/event.ts';
import { guestPath, withGuests } from '../../src/session/guest.ts';
import type { ExitStatus } from '@cluster-lab/sandbox';
import { guestTexts } from '../support/guest-texts.ts';
import { startLocalHost, type LocalHost } from '../support/local-host.ts';
import { bootLimit } from '../support/boot-limit.ts';
import { FOOTPRINTS, SILENT_UNREAD } from './tracer-footprint.programs.ts';

let host: LocalHost;
beforeAll(async () => {
  host = await startLocalHost();
});
afterAll(() => host.close());

interface Ran {
  readonly text: string;
  readonly status: ExitStatus;
  /** What it wrote into `out.txt`. */
  readonly file: string | undefined;
  readonly events: readonly TraceEvent[];
  /** Files that stand for ways out of a run, once it is over. */
  readonly names: readonly string[];
}

const NONCE = 'abc';

async function run(source: string, isTraced: boolean): Promise<Ran> {
  const sandbox = await host.engine.boot({}, bootLimit());
  try {
    await sandbox.mount(withGuests({ 'main.cjs': source }, await guestTexts()));
    const address = `${guestPath(sandbox.workdir, 'tracer')}?to=${sandbox.capabilities.channel}&run=${NONCE}`;
    const program = await sandbox.spawn('node', [...(isTraced ? [`--import=${address}`] : []), 'main.cjs']);
    const splitter = createSplitter({ nonce: NONCE });
    const events: TraceEvent[] = [];
    let text = '';
    for await (const chunk of program.output) {
      const split = splitter.push(chunk);
      text += split.text;
      events.push(...split.events);
    }
    const status = await program.exit;
    const file = await sandbox.readFile('out.txt').catch(() => undefined);
    const names = await readdir(path.join(sandbox.workdir, '../outlets'));
    const neutral = (words: string) =>
      words.replaceAll(path.dirname(sandbox.workdir), '/root').replaceAll(`${sandbox.port}`, 'PORT');
    return { text: neutral(text + splitter.end()), status, file, events, names };
  } finally {
    await sandbox.dispose();
  }
}

test.each(Object.entries(FOOTPRINTS))('%s', async (_, source) => {
  const [plain, traced] = [await run(source, false), await run(source, true)];
  expect(plain.text + (plain.file ?? '')).not.toBe('');
  const { events, ...rest } = traced;
  expect({ ...rest, events: [] }).toEqual(plain);
  expect(rest.names).toEqual([]);
  expect(events.filter(({ type }) => type === 'process.started')).not.toEqual([]);
  expect(events.filter(({ type, worker }) => type === 'process.exiting' && worker === 0)).not.toEqual([]);
});

test('silent workers whose output nobody reads answer as long as they are asked', async () => {
  const { text, events } = await run(SILENT_UNREAD, true);
  expect(text).toBe('600 answers\n');
  expect(events.filter(({ type }) => type === 'request.finished')).toHaveLength(600);
});

test('what a program writes into the channel itself is no output, and the reports around it arrive', async () => {
  const source = `
    const fs = require('node:fs');
    const [, path] = /[?]to=([^&]*)/.exec(process.execArgv.find((word) => word.includes('tracer.mjs')));
    const fd = fs.openSync(decodeURIComponent(path), fs.constants.O_WRONLY);
    fs.writeSync(fd, 'noise ' + 'x'.repeat(9000) + '\\u001b]7357;other {}\\u0007');
    fs.writeSync(fd, '\\u001b]7357;${NONCE} {"type":"no-such-event"}\\u0007\\u001b]7357;${NONCE} cut off');
    console.log('printed');
  `;
  const { text, events, status } = await run(source, true);
  expect(text.replaceAll('\u001b]7357;other {}\u0007', '')).toBe('printed\n');
  expect(status).toMatchObject({ code: 0, signal: null });
  expect(events.map(({ type }) => type)).toContain('process.started');
  expect(events.map(({ type }) => type)).toContain('process.exiting');
});

test('a program reads no report, of its own run or of another one', async () => {
  const source = `
    const fs = require('node:fs');
    const path = require('node:path');
    const [, to] = /[?]to=([^&]*)/.exec(process.execArgv.find((word) => word.includes('tracer.mjs')));
    const file = decodeURIComponent(to);
    for (const open of [() => fs.openSync(file, 'r'), () => fs.readdirSync(path.dirname(file)), () => fs.writeFileSync(file + '2', '')])
      try { open(); console.log('opened'); } catch ({ code }) { console.log(code); }
  `;
  const { text } = await run(source, true);
  expect(text).toBe('ERR_ACCESS_DENIED\nERR_ACCESS_DENIED\nERR_ACCESS_DENIED\n');
});
