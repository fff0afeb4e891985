/** The packages of the shelf on In-browser Node: each does what it does on this computer (tests/contract/packages.test.ts). */
import type { Page } from '@playwright/test';
import type { Sandbox } from '@cluster-lab/sandbox';
import { entryOf, PACKAGE_PROGRAMS } from '../../support/package-programs.ts';
import { shelfOnDisk } from '../../support/shelf-on-disk.ts';
import { slowUnless } from '../support/slow.ts';
import { expect, test } from './page.ts';

const WARNS = 'its warnings for packages (DEP0169) are shown, as isInsideNodeModules always says no';
const NOT_YET: Readonly<Record<string, string>> = {
  koa: 'depd 1 calls eval in a function, whose variables no script can reach',
  'socket.io-client': WARNS,
  '@socket.io/sticky': WARNS,
};

for (const [name, program] of Object.entries(PACKAGE_PROGRAMS)) {
  test(`${name} does its work`, slowUnless(name === 'express'), async ({ plainPage }) => {
    test.fixme(name in NOT_YET, NOT_YET[name]);
    const entry = entryOf(program);
    const files = { [entry]: program.text };
    const packages = await (await shelfOnDisk()).packagesOf(files);
    expect(await outputOf(plainPage, entry, { ...packages, ...files })).toBe(program.prints);
  });
}

function outputOf(page: Page, entry: string, files: Readonly<Record<string, string>>): Promise<string> {
  return page.evaluate(
    async ([main, mounted]) => {
      const { engine } = globalThis as unknown as {
        engine: { boot(options: object, signal: AbortSignal): Promise<Sandbox> };
      };
      const sandbox = await engine.boot({}, AbortSignal.timeout(60_000));
      await sandbox.mount(mounted);
      const running = await sandbox.spawn('node', [main], { env: { FORCE_COLOR: '0' } });
      let output = '';
      for await (const chunk of running.output) output += chunk;
      await sandbox.dispose();
      return output;
    },
    [entry, files] as const,
  );
}
