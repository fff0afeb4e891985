/** Every step that a browser can run: its checks find in WebKit that the solution passes. */
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { courseIn } from '../../src/content-reader/read-course.ts';
import type { Judgement } from '../support/judge-step.ts';
import { LACKING } from '../e2e/browser-node/lacking.ts';
import { inEach, usePage } from './page.ts';

const ENTRY = fileURLToPath(new URL('../support/browser-node/steps-page.ts', import.meta.url));

const steps = courseIn('src/content')
  .lessons.flatMap((lesson) => lesson.steps.map(({ program }) => program))
  .filter(({ id }) => !(id in LACKING));

inEach(['webkit'], (browser) => {
  const page = usePage(browser, ENTRY, 'stepsPage');
  for (const step of steps) {
    test(`${step.id}: the solution passes every check`, async (context) => {
      const files = JSON.stringify({ ...step.files, ...step.solution });
      const judged = await page().evaluate(`stepsPage.judge(${JSON.stringify(step)}, ${files})`);
      const { failed, notJudged } = judged as Judgement;
      expect(failed).toEqual({});
      if (Object.keys(notJudged).length > 0) context.skip(`This computer was too slow: ${JSON.stringify(notJudged)}`);
    });
  }
});
