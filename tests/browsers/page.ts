/** A browser with the places in which In-browser Node must run, and programs that run there. */
import type { Frame, Page } from 'puppeteer-core';
import { describe } from 'vitest';
import type { Outcome } from '../support/browser-node/contract-page.ts';
import { embedHeaders, servePlaces, type Place, type PlaceName } from '../support/browser-node/places.ts';
import { launch, type BrowserName } from '../support/browsers.ts';
import { servePage } from '../support/isolated-page.ts';
import { shared } from '../support/shared.ts';

interface OpenPlace extends AsyncDisposable {
  readonly frame: Frame;
}

/** The same stories in each; those in WebKit, which is slow here, are not of `npm test`. */
export function inEach(browsers: readonly BrowserName[], stories: (name: BrowserName) => void): void {
  for (const name of browsers) describe(name, { tags: name === 'webkit' ? 'slow' : [] }, () => stories(name));
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

/**
 * One page for all tests of a `describe`, with the policy of an embed and one script.
 * @param ready a global that the script makes
 */
export function usePage(name: BrowserName, entry: string, ready: string): () => Page {
  const browser = shared(() => launch(name));
  const served = shared(() => servePage(entry, embedHeaders));
  return shared(async () => {
    const page = await browser().newPage();
    await page.goto(served().url);
    await page.waitForFunction(`globalThis.${ready}`);
    return page;
  });
}

export async function runIn(frame: Frame, source: string): Promise<Outcome> {
  return (await frame.evaluate(`runProgram(${JSON.stringify(source)})`)) as Outcome;
}
