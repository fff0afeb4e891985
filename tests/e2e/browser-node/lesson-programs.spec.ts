/** Every program of the course, start and solution, shows on In-browser Node what it shows on real Node under the same small load. */
import { courseIn } from '../../../src/content-reader/read-course.ts';
import { LESSON_DIFFERENCES, NOT_COMPARED } from '../../differential/differences.ts';
import { driveLesson } from '../../differential/drive-lesson.ts';
import { guestTexts } from '../../support/guest-texts.ts';
import { startLocalHost, type LocalHost } from '../../support/local-host.ts';
import { driveInPage, expect, test as base } from './differential-page.ts';
import { SLOW } from '../support/slow.ts';
import { bootLimit } from '../../support/boot-limit.ts';

const steps = courseIn('src/content').lessons.flatMap((lesson) => lesson.steps.map(({ program }) => program));
const needsOf = new Map(steps.map(({ id, needs }) => [id, needs]));

const test = base.extend<object, { host: LocalHost }>({
  host: [
    async ({ browserName: _ }, use) => {
      const host = await startLocalHost({ grantsOf: (step) => needsOf.get(step) ?? [] });
      await use(host);
      await host.close();
    },
    { scope: 'worker' },
  ],
});

const programs = steps.flatMap(({ id, run, files, solution }) =>
  run.entries.flatMap((entry) => [
    { name: `${id}: ${entry} as it starts`, step: id, run, entry, files },
    { name: `${id}: ${entry} as solved`, step: id, run, entry, files: { ...files, ...solution } },
  ]),
);

for (const { name, step, run, entry, files } of programs.filter((program) => !(program.name in NOT_COMPARED))) {
  test(name, SLOW, async ({ differentialPage, host }) => {
    const sandbox = await host.engine.boot({ program: step }, bootLimit());
    const expected = await driveLesson(sandbox, { run, entry, files, guests: await guestTexts() });
    const found = await driveInPage(differentialPage, { run, entry, files });
    if (name in LESSON_DIFFERENCES) expect(found, 'it no longer differs: take it off the list').not.toEqual(expected);
    else expect(found).toEqual(expected);
  });
}

test('every difference is that of a program of the course', () => {
  const names = new Set(programs.map(({ name }) => name));
  const listed = Object.keys({ ...LESSON_DIFFERENCES, ...NOT_COMPARED });
  expect(listed.filter((name) => !names.has(name))).toEqual([]);
});
