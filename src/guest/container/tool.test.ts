import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { bundleGuest } from '../../../scripts/guest-bundle.ts';
import { answerIn } from '../../sandbox/webcontainer/tool.ts';

/** No system gives a process so high a number. */
const NOBODY = 2 ** 30;

test('signals processes that are not its own, and says which took it', async () => {
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  const ended = once(other, 'exit');
  const pids = [other.pid, NOBODY].map(String);
  const tool = spawn(process.execPath, ['--input-type=module', '-', 'signal', 'SIGTERM', ...pids]);
  tool.stdin.end(await bundleGuest('container-tool'));
  expect(answerIn(await text(tool.stdout))).toEqual({ reached: [other.pid] });
  expect(await ended).toEqual([null, 'SIGTERM']);
});
