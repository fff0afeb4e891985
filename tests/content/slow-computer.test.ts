/** A computer that is many times slower than any author's fails no solution, and passes no wrong one. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { courseIn } from '../../src/content-reader/read-course.ts';
import type { Files, StepProgram } from '../../src/core/lesson/step-program.ts';
import type { Sandbox } from '@cluster-lab/sandbox';
import { guestTexts } from '../support/guest-texts.ts';
import { judgeStep, notPassed } from '../support/judge-step.ts';
import { startLocalHost, type LocalHost } from '../support/local-host.ts';
import { wrongSolutionOf } from '../support/wrong-solution.ts';
import { bootLimit } from '../support/boot-limit.ts';
import { SLOW } from '../support/slow.ts';

/** It has the shortest limits of the course, and starts three programs with a load each. */
const STEP = 'cluster-basics/right-branch';

/** They share one core with all that the programs are: each process gets a thirteenth of it, or less. */
const BUSY_LOOPS = 12;

const program = programOf(STEP);

function programOf(id: string): StepProgram {
  const found = courseIn('src/content')
    .lessons.flatMap(({ steps }) => steps)
    .find((step) => step.id === id);
  if (found === undefined) throw new Error(`There is no step ${id}.`);
  return found.program;
}

/** Where this process, and what it starts from now on, may run: `0-7`. */
const cores = (list?: string): string =>
  execFileSync('taskset', ['-a', '-c', '-p', ...(list === undefined ? [] : [list]), String(process.pid)], {
    encoding: 'utf8',
  });

let allCores = '';
let loops: readonly ChildProcess[] = [];
let host: LocalHost;
/** Booted before the computer gets slow: that the engine is there is another promise. */
let sandboxes: Sandbox[];
beforeAll(async () => {
  await guestTexts();
  host = await startLocalHost();
  const boot = () => host.engine.boot({ program: STEP }, bootLimit());
  sandboxes = [await boot(), await boot()];
  allCores = /: (\S+)/.exec(cores())?.[1] ?? '';
  cores('0');
  loops = Array.from({ length: BUSY_LOOPS }, () => spawn(process.execPath, ['-e', 'for (;;);']));
});
afterAll(async () => {
  for (const loop of loops) loop.kill('SIGKILL');
  cores(allCores);
  await host.close();
});

async function judge(files: Files) {
  const sandbox = sandboxes.pop();
  if (sandbox === undefined) throw new Error('Two were booted.');
  return judgeStep(sandbox, program, { ...program.files, ...files }, await guestTexts());
}

test('the solution passes, or what was seen of it is not judged', SLOW, async () => {
  expect((await judge(program.solution)).failed).toEqual({});
});

test('a wrong solution does not pass', SLOW, async () => {
  const wrong = wrongSolutionOf(program);
  expect(notPassed(await judge(wrong.files))).toContain(wrong.fails);
});
