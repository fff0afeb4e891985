/** The packages of the shelf on this computer, as a session gives them to a program. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Session } from '../../src/session/session.ts';
import { stepOf } from '../../src/features/playground/model/step-of.ts';
import { guestTexts } from '../support/guest-texts.ts';
import { startLocalHost, type LocalHost } from '../support/local-host.ts';
import { entryOf, PACKAGE_PROGRAMS } from '../support/package-programs.ts';
import { slowUnless } from '../support/slow.ts';
import { shelfOnDisk, SHELF_NAMES } from '../support/shelf-on-disk.ts';

let host: LocalHost;
beforeAll(async () => (host = await startLocalHost()));
afterAll(() => host.close());

async function run(entry: string, text: string): Promise<{ output: string; said: string; session: Session }> {
  const session = new Session({
    step: stepOf({ entry, files: { [entry]: text }, args: [], env: {} }),
    guests: guestTexts,
    shelf: shelfOnDisk,
    boot: async (options, abort) => ({
      sandbox: await host.engine.boot(options, abort),
      label: host.engine.label,
      passedOver: [],
    }),
  });
  let said = '';
  session.onText((each) => (said += each));
  try {
    await session.run();
    await session.program.value?.ended;
    return { output: session.program.value?.output ?? JSON.stringify(session.status.value), said, session };
  } finally {
    await session.dispose();
  }
}

test('each package of the shelf has a program', () => {
  expect(Object.keys(PACKAGE_PROGRAMS).toSorted()).toEqual([...SHELF_NAMES].toSorted());
});

for (const [name, program] of Object.entries(PACKAGE_PROGRAMS)) {
  test(`${name} does its work`, slowUnless(name === 'express'), async () => {
    const { output } = await run(entryOf(program), program.text);
    expect(output).toBe(program.prints);
  });
}

test.each([
  ['main.mjs', `\nimport expres from 'expres';`],
  ['main.cjs', `\nrequire('expres');`],
])('a package that is not here is named with its line (%s)', async (entry, text) => {
  const { said, session } = await run(entry, text);
  expect(said).toContain(`There is no package 'expres' here (${entry}, line 2).`);
  expect(said).toContain('The nearest that is: express.');
  expect(session.packages.missing.value?.place).toMatchObject({ file: entry, line: 2 });
});
