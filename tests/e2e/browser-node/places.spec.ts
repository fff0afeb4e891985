/** The course's story in pages and frames that nobody isolated, with the site's own policy in force. */
import { expect, test as base } from '@playwright/test';
import type { Outcome } from '../../support/browser-node/contract-page.ts';
import { PLACES, servePlaces, STATES, type Places } from '../../support/browser-node/places.ts';
import { RARER_PART, STORY } from '../../support/browser-node/programs.ts';
import { slowUnless } from '../support/slow.ts';

const test = base.extend<object, { places: Places }>({
  places: [
    async ({ browserName: _ }, use) => {
      const places = await servePlaces();
      await use(places);
      await places.close();
    },
    { scope: 'worker' },
  ],
});

/** An origin that is nobody's, and no permission but to run. */
const HARDEST: (typeof PLACES)[number] = 'a frame that may run scripts and nothing else';

for (const name of PLACES) {
  test(`the story of the course in ${name}`, slowUnless(name === HARDEST), async ({ page, places }) => {
    const place = places.all.find((each) => each.name === name);
    await page.goto(place?.url ?? '');
    const frame = place?.isFramed === true ? page.frames()[1] : page.mainFrame();
    await frame?.waitForFunction('globalThis.runProgram');
    expect(await frame?.evaluate('stateOfPlace()')).toEqual(STATES[name]);
    for (const { source, output } of [STORY, RARER_PART]) {
      const outcome = (await frame?.evaluate(`runProgram(${JSON.stringify(source)})`)) as Outcome;
      expect(outcome).toEqual({ output, code: 0 });
    }
  });
}
