/** A session over a recorded run: Run drives it, nothing of the learner's reaches it, and nothing is judged that did not run. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { courseIn } from '../../src/content-reader/read-course.ts';
import type { Sandbox } from '@cluster-lab/sandbox';
import { Session } from '../../src/session/session.ts';
import { guestTexts } from '../support/guest-texts.ts';
import { recordedEngine } from '../support/recorded-engine.ts';

const step = courseIn('src/content')
  .lessons.flatMap(({ steps }) => steps)
  .find(({ id }) => id === 'cluster-basics/same-port');
if (step === undefined) throw new Error('The step with a recording is gone.');
const cast = readFileSync(path.join('src/content/lessons', step.folder, 'recording.cast'), 'utf8');

function open(program = step?.program, change: (sandbox: Sandbox) => Sandbox = (sandbox) => sandbox) {
  if (program === undefined) throw new Error('No step.');
  const texts: string[] = [];
  const session = new Session({
    step: program,
    guests: guestTexts,
    boot: async (options, signal) => ({
      sandbox: change(await recordedEngine(() => cast).boot(options, signal)),
      label: 'Recorded run of Node',
      passedOver: [],
    }),
  });
  session.onText((text) => texts.push(text));
  return { session, text: () => texts.join('') };
}

test('Run plays the run with its loads, whatever the learner wrote, and again', async () => {
  const { session, text } = open();
  session.write('main.mjs', 'this is no program');
  for (let run = 1; run <= 2; run++) {
    await session.run();
    expect(session.loads.value.map(({ name, outcomes }) => [name, outcomes.length])).toEqual([['visitors', 20]]);
    expect(session.topology.value.workers.map(({ requests }) => requests.finished)).toEqual([10, 10]);
    expect(session.status.value).toMatchObject({ kind: 'ready', lastExit: { reason: 'stopped' } });
    expect(text().split('This is a recording of Node 24.21.0.').length - 1).toBe(run);
  }
  expect(session.program.value?.losses).toEqual({ dropped: 0, foreign: 0, malformed: 0 });
  await session.dispose();
});

test('requests, signals and input are refused in a sentence, and the checks say why they are not judged', async () => {
  const { session, text } = open();
  await session.run();
  const refused = { code: 'recorded', message: expect.stringContaining('This is a recording') };
  await expect(session.applyLoad({ name: 'mine' } as never)).rejects.toMatchObject(refused);
  await expect(session.signal('SIGTERM', 'primary')).rejects.toMatchObject(refused);
  await session.input('hello\n');
  expect(text()).toContain('it takes no input');
  await session.checkWork();
  for (const check of session.checks.value) {
    expect(check).toMatchObject({ kind: 'not-judged', message: expect.stringContaining('recording of the solution') });
  }
  await session.dispose();
});

test('an engine that lacks what the step needs runs the code and judges nothing', async () => {
  const { session } = open({ ...step?.program, needs: ['proc-fs'] }, (sandbox) =>
    // As any other engine that cannot give it.
    Object.defineProperty(sandbox, 'capabilities', { value: { ...sandbox.capabilities, editable: true, needs: [] } }),
  );
  await session.checkWork();
  expect(session.checks.value[0]).toMatchObject({
    kind: 'not-judged',
    message: expect.stringContaining('This step needs the files in /proc, which Recorded run of Node cannot give'),
  });
  expect(session.program.value).toBeNull();
  await session.dispose();
});
