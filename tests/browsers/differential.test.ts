/** Every program of tests/differential does in WebKit what it does on the pinned Node: output, exit, and the trace's order. */
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { DIFFERENCES } from '../differential/differences.ts';
import { differentialPrograms } from '../differential/programs.ts';
import { reportOf, type RawRun } from '../differential/report.ts';
import { runOnNode } from '../differential/run-on-node.ts';
import { guestTexts } from '../support/guest-texts.ts';
import { inEach, usePage } from './page.ts';

const ENTRY = fileURLToPath(new URL('../support/browser-node/differential-page.ts', import.meta.url));

inEach(['webkit'], (browser) => {
  const page = usePage(browser, ENTRY, 'differentialPage');
  let tracer = '';
  beforeAll(async () => {
    ({ tracer } = await guestTexts());
  });

  for (const { name, heading, ...program } of differentialPrograms().filter(({ name }) => !(name in DIFFERENCES))) {
    test(`${name}: ${heading}`, async () => {
      const expected = reportOf(await runOnNode({ ...program, tracer }));
      const found = await page().evaluate(`differentialPage.run(${JSON.stringify(program)})`);
      expect(reportOf(found as RawRun)).toEqual(expected);
    });
  }
});
