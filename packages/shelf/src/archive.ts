/** The form in which the site serves a package. */
import type { FileMap } from '@cluster-lab/sandbox';

export interface Archive {
  readonly texts: readonly string[];
  /** Path below the program's folder -> the index of its text. */
  readonly files: Readonly<Record<string, number>>;
}

export function filesOf({ texts, files }: Archive): FileMap {
  return Object.fromEntries(Object.entries(files).map(([path, place]) => [path, texts[place] ?? '']));
}
