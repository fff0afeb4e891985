/** A browser with the places in which In-browser Node must run, and programs that run there. */
import type { Browser, Frame } from 'puppeteer-core';
import { afterAll, beforeAll } from 'vitest';
import type { Outcome } from '../support/browser-node/contract-page.ts';
import { servePlaces, type PlaceName, type Places } from '../support/browser-node/places.ts';
import { launch, type BrowserName } from '../support/browsers.ts';

interface OpenPlace extends AsyncDisposable {
  readonly frame: Frame;
}

/** Starts it for all tests of a file or a `describe`. @returns what opens a place there */
export function useBrowser(name: BrowserName): (place: PlaceName) => Promise<OpenPlace> {
  let browser: Browser | undefined;
  let places: Places | undefined;
  beforeAll(async () => {
    [browser, places] = await Promise.all([launch(name), servePlaces()]);
  });
  afterAll(async () => {
    await Promise.all([browser?.close(), places?.close()]);
  });
  return async (wanted) => {
    const place = places?.all.find((each) => each.name === wanted);
    if (browser === undefined || place === undefined) throw new Error('The browser has not started.');
    const page = await browser.newPage();
    await page.goto(place.url);
    const frame = place.isFramed ? await page.waitForFrame((each) => each.parentFrame() !== null) : page.mainFrame();
    await frame.waitForFunction('globalThis.runProgram');
    return { frame, [Symbol.asyncDispose]: () => page.close() };
  };
}

export async function runIn(frame: Frame, source: string): Promise<Outcome> {
  return (await frame.evaluate(`runProgram(${JSON.stringify(source)})`)) as Outcome;
}
