/**
 * Every step of the course on In-browser Node: its checks find there what they find on real Node (tests/content/steps).
 * What only `npm run test:all` has time for is tagged @slow.
 */
import { fileURLToPath } from 'node:url';
import { expect, test as base, type Page } from '@playwright/test';
import { courseIn } from '../../../src/content-reader/read-course.ts';
import type { Files, StepProgram } from '../../../src/core/lesson/step-program.ts';
import type { StepsPage } from '../../support/browser-node/steps-page.ts';
import { servePage } from '../../support/isolated-page.ts';
import { notPassed, type Judgement } from '../../support/judge-step.ts';
import { wrongSolutionOf } from '../../support/wrong-solution.ts';
import { LACKING } from './lacking.ts';
import { POLICY } from './page.ts';
import { SLOW, slowUnless } from '../support/slow.ts';

const ENTRY = fileURLToPath(new URL('../../support/browser-node/steps-page.ts', import.meta.url));

const programs = courseIn('src/content').lessons.flatMap((lesson) => lesson.steps.map(({ program }) => program));

/** One page for all the steps of a Playwright worker: a lesson is as long. */
const test = base.extend<object, { stepsPage: Page }>({
  stepsPage: [
    async ({ browser }, use) => {
      const served = await servePage(ENTRY, { 'content-security-policy': POLICY });
      const page = await browser.newPage();
      await page.goto(served.url);
      await page.waitForFunction('globalThis.stepsPage');
      await use(page);
      await page.close();
      await served.close();
    },
    { scope: 'worker' },
  ],
});

function judge(page: Page, step: StepProgram, files: Files): Promise<Judgement> {
  return page.evaluate(
    ([program, laidOver]) => {
      const { stepsPage } = globalThis as unknown as { stepsPage: StepsPage };
      return stepsPage.judge(program, { ...program.files, ...laidOver });
    },
    [step, files] as const,
  );
}

test('the steps that a browser cannot run are these and no others', async ({ stepsPage }) => {
  const asked = programs.map(({ id, needs }) => ({ id, needs }));
  const lacking = await stepsPage.evaluate((steps) => {
    const { stepsPage: page } = globalThis as unknown as { stepsPage: StepsPage };
    return page.lacking(steps);
  }, asked);
  expect(lacking).toEqual(LACKING);
});

const judged = programs.filter(({ id }) => !(id in LACKING));
/** What differs from real Node mostly differs in all of them: they share a port, and each is told from the others. */
const REPRESENTATIVE = 'cluster-basics/same-port';

for (const step of judged) {
  test(`${step.id}: the start fails a check`, SLOW, async ({ stepsPage }) => {
    expect(notPassed(await judge(stepsPage, step, {}))).not.toEqual([]);
  });

  test(`${step.id}: the solution passes every check`, slowUnless(step.id === REPRESENTATIVE), async ({ stepsPage }) => {
    const { failed, notJudged } = await judge(stepsPage, step, step.solution);
    expect(failed).toEqual({});
    // What this computer was too slow to show is neither right nor wrong: the list of skipped tests names it.
    test.skip(Object.keys(notJudged).length > 0, `This computer was too slow: ${JSON.stringify(notJudged)}`);
  });

  test(`${step.id}: a plausible wrong solution fails the check that it should`, SLOW, async ({ stepsPage }) => {
    const wrong = wrongSolutionOf(step);
    expect(notPassed(await judge(stepsPage, step, wrong.files))).toContain(wrong.fails);
  });
}
