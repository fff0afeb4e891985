/** Nothing is lost in either browser: connections, messages and handles by the thousand. */
import { expect, test } from 'vitest';
import { handleStorm, load, messageStorm } from '../support/browser-node/programs.ts';
import { BROWSERS } from '../support/browsers.ts';
import { inEach, runIn, useBrowser } from './page.ts';

const programs = {
  '20,000 requests at 8 in flight, each on its own connection, then on 8 that stay': load(20_000),
  '20,000 messages each way with each of two workers': messageStorm(20_000),
  '4,000 connections, each handed to another process': handleStorm(4_000),
};

inEach(BROWSERS, (browser) => {
  const open = useBrowser(browser);
  for (const [name, { source, output }] of Object.entries(programs)) {
    test(name, async () => {
      await using opened = await open('a page');
      expect(await runIn(opened.frame, source)).toEqual({ output, code: 0 });
    });
  }
});
