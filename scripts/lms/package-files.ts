/** The files of a lesson's package: its page, and what that page and whatever it loads name, with addresses that hold anywhere. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** Path in the package -> bytes. */
export type PackageFiles = Readonly<Record<string, Uint8Array>>;

const ASSETS = '_astro';
const TEXT = /\.(?:js|css|html|svg)$/;

export interface PackageSource {
  /** The built site. */
  readonly site: string;
  readonly lesson: string;
  /** `<lesson>/<step>` of the steps that have a recording. */
  readonly recordings: readonly string[];
  /** Where the whole course is hosted; without it, nothing leads out of the package. */
  readonly hosted: string | undefined;
}

export async function packageFiles({ site, lesson, recordings, hosted }: PackageSource): Promise<PackageFiles> {
  const page = await readFile(path.join(site, 'lms', lesson, 'index.html'), 'utf8');
  const html = relocatePage(page, hosted);
  const files = new Map<string, Uint8Array>([['index.html', Buffer.from(html)]]);
  const assets = new Set(await readdir(path.join(site, ASSETS)));
  const waiting = [html];
  for (let text = waiting.pop(); text !== undefined; text = waiting.pop()) {
    for (const name of namedIn(text, assets)) {
      assets.delete(name);
      const bytes = await readFile(path.join(site, ASSETS, name));
      files.set(`${ASSETS}/${name}`, name.endsWith('.css') ? Buffer.from(relocateStyle(bytes.toString())) : bytes);
      if (TEXT.test(name)) waiting.push(bytes.toString());
    }
  }
  for (const step of recordings) {
    files.set(`recordings/${step}.cast`, await readFile(path.join(site, 'recordings', `${step}.cast`)));
  }
  for (const name of ['favicon.svg', 'licences/node.txt']) files.set(name, await readFile(path.join(site, name)));
  return Object.fromEntries([...files].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Built names hold a hash, so a name that occurs is a file that is meant. */
function namedIn(text: string, assets: ReadonlySet<string>): readonly string[] {
  return [...assets].filter((name) => text.includes(name));
}

/** A link without an address is text. Scripts find each other by relative addresses already (astro.config.mjs). */
function relocatePage(html: string, hosted: string | undefined): string {
  return html
    .replaceAll(`"/${ASSETS}/`, `"./${ASSETS}/`)
    .replaceAll('"/favicon.svg"', '"./favicon.svg"')
    .replaceAll(/(<a\b[^>]*?) href="\/([^"]*)"/g, (_, tag: string, to: string) =>
      hosted === undefined ? tag : `${tag} href="${hosted}/${to}" target="_blank" rel="noopener"`,
    );
}

function relocateStyle(css: string): string {
  return css.replaceAll(`url(/${ASSETS}/`, 'url(./');
}
