/** The course's story in Firefox and WebKit: in a page and in frames of others, none of them isolated. */
import { expect, test } from 'vitest';
import { PLACES, STATES } from '../support/browser-node/places.ts';
import { RARER_PART, STORY } from '../support/browser-node/programs.ts';
import { inEach, runIn, useBrowser } from './page.ts';

inEach(['firefox', 'webkit'], (name) => {
  const open = useBrowser(name);

  for (const place of PLACES) {
    test(`the story of the course in ${place}`, async () => {
      await using opened = await open(place);
      expect(await opened.frame.evaluate('stateOfPlace()')).toEqual(STATES[place]);
      for (const { source, output } of [STORY, RARER_PART]) {
        expect(await runIn(opened.frame, source)).toEqual({ output, code: 0 });
      }
    });
  }
});
