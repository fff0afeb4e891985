/** For every step of a lesson on real Node: the start fails a check, the solution passes all, a plausible wrong solution fails the right one. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StepProgram, Files } from '../../src/core/lesson/step-program.ts';
import { courseIn } from '../../src/content-reader/read-course.ts';
import { guestTexts } from './guest-texts.ts';
import { judgeStep, notPassed, WRONG_PATIENCE, type Judgement } from './judge-step.ts';
import { startLocalHost, type LocalHost } from './local-host.ts';
import { wrongSolutionOf } from './wrong-solution.ts';
import { bootLimit } from './boot-limit.ts';
import { SLOW, slowUnless } from './slow.ts';

/** @param slug a lesson's; each has a test file of its own, so that two can be judged at a time */
export function judgeLesson(slug: string): void {
  const steps = courseIn('src/content')
    .lessons.filter((lesson) => lesson.slug === slug)
    .flatMap((lesson) => lesson.steps);

  let host: LocalHost;
  beforeAll(async () => {
    const needsOf = new Map(steps.map(({ id, program }) => [id, program.needs]));
    host = await startLocalHost({ grantsOf: (step) => needsOf.get(step) ?? [] });
  });
  afterAll(() => host.close());

  async function judge(step: StepProgram, files: Files, patience?: number): Promise<Judgement> {
    const sandbox = await host.engine.boot({ program: step.id }, bootLimit());
    return judgeStep(sandbox, step, files, await guestTexts(), patience);
  }

  describe.each(steps)('$id', ({ id, program }) => {
    test('the start fails at least one check', SLOW, async () => {
      expect(notPassed(await judge(program, program.files, WRONG_PATIENCE))).not.toEqual([]);
    });

    // One for each lesson is judged at every `npm test`.
    test('the solution passes every check', slowUnless(id === steps[0]?.id), async ({ skip }) => {
      const { failed, notJudged } = await judge(program, { ...program.files, ...program.solution });
      expect(failed).toEqual({});
      // What this computer was too slow to show is neither right nor wrong: the list of skipped tests names it.
      skip(Object.keys(notJudged).length > 0, `This computer was too slow: ${JSON.stringify(notJudged)}`);
    });

    test('a plausible wrong solution fails the check that it should', SLOW, async () => {
      const wrong = wrongSolutionOf(program);
      const files = { ...program.files, ...wrong.files };
      expect(notPassed(await judge(program, files, WRONG_PATIENCE))).toContain(wrong.fails);
    });
  });
}
