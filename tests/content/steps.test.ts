/** For every written step on real Node: the start fails a check, the solution passes all, a plausible wrong solution fails the right one. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { evaluateCheck } from '../../src/core/check/evaluate.ts';
import type { StepProgram, Files } from '../../src/core/lesson/step-program.ts';
import { courseIn } from '../../src/content-reader/read-course.ts';
import { runScenario } from '../../src/session/scenario-runner.ts';
import { guestTexts } from '../support/guest-texts.ts';
import { startLocalHost, type LocalHost } from '../support/local-host.ts';

const steps = courseIn('src/content').lessons.flatMap((lesson) => lesson.steps);
const WRONG = path.join(import.meta.dirname, 'wrong');

let host: LocalHost;
beforeAll(async () => {
  const needsOf = new Map(steps.map(({ id, program }) => [id, program.needs]));
  host = await startLocalHost({ grantsOf: (step) => needsOf.get(step) ?? [] });
});
afterAll(() => host.close());

/** What each check says, and of those that fail what they found. */
async function judge(step: StepProgram, files: Files): Promise<{ passed: string[]; failed: Record<string, string> }> {
  const sandbox = await host.engine.boot({ step: step.id }, AbortSignal.timeout(5_000));
  try {
    const facts = await runScenario({ sandbox, step, files, guests: await guestTexts(), onText: () => undefined });
    const verdicts = step.checks.map((check) => ({ says: check.says, verdict: evaluateCheck(check, facts) }));
    const failed = verdicts.filter(({ verdict }) => !verdict.passed).map(({ says, verdict }) => [says, verdict.found]);
    return {
      passed: verdicts.filter(({ verdict }) => verdict.passed).map(({ says }) => says),
      failed: Object.fromEntries(failed) as Record<string, string>,
    };
  } finally {
    await sandbox.dispose();
  }
}

describe.each(steps.map((step) => ({ id: step.id, step })))('$id', ({ id, step: { program } }) => {
  test('the start fails at least one check', async () => {
    expect(Object.keys((await judge(program, program.files)).failed)).not.toEqual([]);
  });

  test('the solution passes every check', async () => {
    expect((await judge(program, { ...program.files, ...program.solution })).failed).toEqual({});
  });

  test('a plausible wrong solution fails the check that it should', async () => {
    const folder = path.join(WRONG, id);
    expect(existsSync(folder), `${folder} holds a wrong solution`).toBe(true);
    const { fails } = parse(readFileSync(path.join(folder, 'wrong.yaml'), 'utf8')) as { fails: string };
    const names = readdirSync(folder).filter((name) => name !== 'wrong.yaml');
    const wrong = Object.fromEntries(names.map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));
    expect(Object.keys((await judge(program, { ...program.files, ...wrong })).failed)).toContain(fails);
  });
});
