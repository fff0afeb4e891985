/** A browser with the places in which In-browser Node must run, and programs that run there. */
import type { Frame } from 'puppeteer-core';
import type { Outcome } from '../support/browser-node/contract-page.ts';
import { servePlaces, type Place, type PlaceName } from '../support/browser-node/places.ts';
import { launch, type BrowserName } from '../support/browsers.ts';
import { shared } from '../support/shared.ts';

interface OpenPlace extends AsyncDisposable {
  readonly frame: Frame;
}

/** Starts it for all tests of a file or a `describe`. @returns what opens a place there */
export function useBrowser(name: BrowserName): (place: PlaceName) => Promise<OpenPlace> {
  const browser = shared(() => launch(name));
  const places = shared(servePlaces);
  return async (wanted) => {
    const place = places().all.find((each) => each.name === wanted) as Place;
    const page = await browser().newPage();
    await page.goto(place.url);
    const frame = place.isFramed ? await page.waitForFrame((each) => each.parentFrame() !== null) : page.mainFrame();
    await frame.waitForFunction('globalThis.runProgram');
    return { frame, [Symbol.asyncDispose]: () => page.close() };
  };
}

export async function runIn(frame: Frame, source: string): Promise<Outcome> {
  return (await frame.evaluate(`runProgram(${JSON.stringify(source)})`)) as Outcome;
}
