/** Which scripts, styles and fonts of the built site a page needs: those that it names, and what these name. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

export const ASSETS = '_astro';
/** Archives of packages (packages/shelf): a program fetches what it imports, and no page brings them along. */
const ARCHIVE = /^shelf-[\w.-]+\.json$/;
const TEXT = /\.(?:js|css|html|svg)$/;

/** @param site its folder. @param texts of the pages. @returns name below `_astro` -> bytes */
export async function assetsOf(site: string, texts: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
  const found = new Map<string, Buffer>();
  const assets = new Set((await readdir(path.join(site, ASSETS))).filter((name) => !ARCHIVE.test(name)));
  const waiting = [...texts];
  for (let text = waiting.pop(); text !== undefined; text = waiting.pop()) {
    for (const name of namedIn(text, assets)) {
      assets.delete(name);
      const bytes = await readFile(path.join(site, ASSETS, name));
      found.set(name, bytes);
      if (TEXT.test(name)) waiting.push(bytes.toString());
    }
  }
  return found;
}

/** Built names hold a hash, so a name that occurs is a file that is meant. */
function namedIn(text: string, assets: ReadonlySet<string>): readonly string[] {
  return [...assets].filter((name) => text.includes(name));
}
