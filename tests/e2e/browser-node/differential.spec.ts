/** Every program of tests/differential does on In-browser Node what it does on the pinned Node: output, exit, and the trace's order. */
import { DIFFERENCES } from '../../differential/differences.ts';
import { differentialPrograms } from '../../differential/programs.ts';
import { reportOf } from '../../differential/report.ts';
import { runOnNode } from '../../differential/run-on-node.ts';
import { guestTexts } from '../../support/guest-texts.ts';
import { expect, runInPage, test as base } from './differential-page.ts';
import { slowUnless } from '../support/slow.ts';

const test = base.extend<object, { tracer: string }>({
  tracer: [
    async ({ browserName: _ }, use) => {
      await use((await guestTexts()).tracer);
    },
    { scope: 'worker' },
  ],
});

const programs = differentialPrograms();
/** What the course is about: a worker ends, another begins, and they share. */
const REPRESENTATIVE = 'cluster/refork';

for (const { name, heading, entry, text, stdin } of programs) {
  test(`${name}: ${heading}`, slowUnless(name === REPRESENTATIVE), async ({ differentialPage, tracer }) => {
    const expected = reportOf(await runOnNode({ entry, text, stdin, tracer }));
    const found = reportOf(await runInPage(differentialPage, { entry, text, stdin }));
    if (name in DIFFERENCES) expect(found, 'it no longer differs: take it off the list').not.toEqual(expected);
    else expect(found).toEqual(expected);
  });
}

test('every difference is that of a program', () => {
  const names = new Set(programs.map(({ name }) => name));
  expect(Object.keys(DIFFERENCES).filter((name) => !names.has(name))).toEqual([]);
});
