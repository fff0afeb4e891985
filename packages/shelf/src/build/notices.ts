/** The terms of all packages in the archives, as the site serves them beside their code. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { manifestOf } from './closure.ts';

/** What may not reach users under these terms alone. */
const COPYLEFT = /^(?:A|L)?GPL/;
const OF_README = /^#+ *licen[cs]e[^]*?(?=\n#|$(?![^]))/im;
const HEAD =
  'Programs on this site may import these packages, which it serves as they were published. These are their terms.\n';

/** @param folders of packages, some of them several times. @throws for one whose terms the site could not keep */
export function noticesOf(folders: readonly string[]): string {
  const notices = new Set([...new Set(folders)].map(noticeOf).sort());
  return [HEAD, ...notices].join(`\n${'='.repeat(78)}\n\n`);
}

function noticeOf(folder: string): string {
  const { name, version, license, licenses, author } = manifestOf(folder);
  const terms = license ?? licenses?.map(({ type }) => type).join(' or ');
  const texts = textsIn(folder);
  if (terms === undefined && texts.length === 0) throw new Error(`${name} ${version} names no licence.`);
  if (COPYLEFT.test(terms ?? ''))
    throw new Error(`${name} ${version} is under ${terms}, which the site may not carry.`);
  const by = typeof author === 'object' ? author.name : author;
  const instead = `It was published without a text of its licence${by === undefined ? '' : `, by ${by}`}.`;
  return `${name} ${version} (${terms ?? 'see its text'})\n\n${texts.join('\n\n') || instead}\n`;
}

/** Its files of terms, or where it has none what its readme says. */
function textsIn(folder: string): readonly string[] {
  const textsOf = (files: RegExp) =>
    readdirSync(folder)
      .filter((file) => files.test(file))
      .map((file) => readFileSync(path.join(folder, file), 'utf8').trim());
  const texts = textsOf(/^(?:licen[cs]e|copying|notice)/i);
  return texts.length > 0 ? texts : textsOf(/^readme/i).flatMap((readme) => OF_README.exec(readme)?.[0].trim() ?? []);
}
