/** The coverage table: where each part of the text that the course grew from is taught. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

export interface CoveredPart {
  /** "myths: 1 workers share memory" */
  readonly part: string;
  readonly group: string;
  readonly address: string;
  /** The lesson's slug and the id on its page. */
  readonly lesson: string;
  readonly anchor: string;
}

const ADDRESS = /^\/lessons\/([a-z0-9-]+)\/#([a-z0-9-]+)$/;

/** One entry for each address of each part. @throws for an address that is none of a lesson's anchor */
export function coveredParts(): readonly CoveredPart[] {
  const table = parse(readFileSync('tests/content/coverage.yaml', 'utf8')) as Record<string, Record<string, string[]>>;
  return Object.entries(table).flatMap(([group, parts]) =>
    Object.entries(parts).flatMap(([name, addresses]) =>
      addresses.map((address) => {
        const [, lesson, anchor] = ADDRESS.exec(address) ?? [];
        if (lesson === undefined || anchor === undefined)
          throw new Error(`coverage.yaml: "${address}" of "${name}" is not /lessons/<lesson>/#<anchor>.`);
        return { part: `${group}: ${name}`, group, address, lesson, anchor };
      }),
    ),
  );
}
