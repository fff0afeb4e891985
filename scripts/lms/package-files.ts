/** The files of a lesson's package: its page, and what that page and whatever it loads name, with addresses that hold anywhere. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ASSETS, assetsOf } from '../site-assets.ts';

/** Path in the package -> bytes. */
export type PackageFiles = Readonly<Record<string, Uint8Array>>;

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
  for (const [name, bytes] of await assetsOf(site, [html])) {
    files.set(`${ASSETS}/${name}`, name.endsWith('.css') ? Buffer.from(relocateStyle(bytes.toString())) : bytes);
  }
  for (const step of recordings) {
    files.set(`recordings/${step}.cast`, await readFile(path.join(site, 'recordings', `${step}.cast`)));
  }
  for (const name of ['favicon.svg', 'licences/node.txt']) files.set(name, await readFile(path.join(site, name)));
  return Object.fromEntries([...files].sort(([one], [other]) => (one < other ? -1 : 1)));
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
