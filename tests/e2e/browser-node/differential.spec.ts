/** Every program of tests/differential does on In-browser Node what it does on the pinned Node: output, exit, and the trace's order. */
import { fileURLToPath } from 'node:url';
import { expect, test as base, type Page } from '@playwright/test';
import { DIFFERENCES } from '../../differential/differences.ts';
import { differentialPrograms } from '../../differential/programs.ts';
import { reportOf } from '../../differential/report.ts';
import { runOnNode } from '../../differential/run-on-node.ts';
import type { DifferentialPage } from '../../support/browser-node/differential-page.ts';
import { guestTexts } from '../../support/guest-texts.ts';
import { servePage } from '../../support/isolated-page.ts';
import { POLICY } from './page.ts';

const ENTRY = fileURLToPath(new URL('../../support/browser-node/differential-page.ts', import.meta.url));

/** One page for all the programs of a Playwright worker, and the tracer's text. */
const test = base.extend<object, { differentialPage: Page; tracer: string }>({
  differentialPage: [
    async ({ browser }, use) => {
      const served = await servePage(ENTRY, { 'content-security-policy': POLICY });
      const page = await browser.newPage();
      await page.goto(served.url);
      await page.waitForFunction('globalThis.differentialPage');
      await use(page);
      await page.close();
      await served.close();
    },
    { scope: 'worker' },
  ],
  tracer: [
    async ({ browserName: _ }, use) => {
      await use((await guestTexts()).tracer);
    },
    { scope: 'worker' },
  ],
});

const programs = differentialPrograms();

for (const { name, heading, entry, text, stdin } of programs) {
  test(`${name}: ${heading}`, async ({ differentialPage, tracer }) => {
    const onNode = await runOnNode({ entry, text, stdin, tracer });
    const inBrowser = await differentialPage.evaluate(
      (program) => {
        const { differentialPage: page } = globalThis as unknown as { differentialPage: DifferentialPage };
        return page.run(program);
      },
      { entry, text, stdin },
    );
    const [expected, found] = [reportOf(onNode), reportOf(inBrowser)];
    if (name in DIFFERENCES) expect(found, 'it no longer differs: take it off the list').not.toEqual(expected);
    else expect(found).toEqual(expected);
  });
}

test('every difference is that of a program', () => {
  const names = new Set(programs.map(({ name }) => name));
  expect(Object.keys(DIFFERENCES).filter((name) => !names.has(name))).toEqual([]);
});
