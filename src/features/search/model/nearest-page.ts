/** Which pages somebody may have meant by an address that has none: those whose name or title is spelt alike. Pure. */
import { alike } from '../../../core/nearest.ts';

export interface NamedPage {
  /** `/lessons/ipc/#star`. */
  readonly address: string;
  readonly title: string;
}

const MOST = 3;
/** Less than half in common is chance. */
const LEAST = 0.5;

/** What an address says, in words: of `/lessons/cluster-basics/same-prot.html` it is “cluster basics same prot”. */
export function wordsOf(address: string): string {
  return namesIn(address).join(' ');
}

/** The likeliest first; none where nothing is like it. */
export function nearestPages<Page extends NamedPage>(address: string, pages: readonly Page[]): readonly Page[] {
  const wanted = namesIn(address);
  return pages
    .map((page) => ({ page, likeness: likenessOf(wanted, page) }))
    .filter(({ likeness }) => likeness >= LEAST)
    .toSorted((a, b) => b.likeness - a.likeness)
    .slice(0, MOST)
    .map(({ page }) => page);
}

/** The parts of an address that name something, from the outside in. */
function namesIn(address: string): readonly string[] {
  return decoded(address)
    .toLowerCase()
    .split(/[/#?&=]/)
    .map((part) =>
      part
        .replace(/\.html?$/, '')
        .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
        .trim(),
    )
    .filter((name) => !['', 'lessons', 'lesson', 'index'].includes(name));
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

/** The last name says most: `/ipc/star/` means the step more than the lesson. */
function likenessOf(wanted: readonly string[], { address, title }: NamedPage): number {
  const names = [...namesIn(address), title.toLowerCase()];
  const own = namesIn(address).at(-1) ?? '';
  const last = wanted.at(-1);
  if (last === undefined) return 0;
  const best = (name: string) => Math.max(...names.map((each) => alike(name, each)));
  const others = wanted.slice(0, -1).map(best);
  const outer = others.length === 0 ? 0 : others.reduce((sum, each) => sum + each, 0) / others.length;
  return Math.max(alike(last, own), alike(last, title.toLowerCase())) + outer / 4;
}
