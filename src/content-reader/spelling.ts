/** Slips of spelling: taken for what was meant, so that what they hide is judged too. */
import { nearestOf } from '../core/nearest.ts';
import { placeOf, valueAt, wordsOf, type Issue, type Judged } from './explain.ts';
import { choiceOf, fieldAt, inWords, variantFor, variantsOf, type Field } from './field.ts';
import type { Problem } from './problem.ts';

export interface Slip {
  readonly problem: Problem;
  /** Writes in the source what was meant; what means nothing is taken away. */
  mend(): void;
}

export function spellingSlips(issue: Issue, judged: Judged): readonly Slip[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(key, issue, judged));
  return wrongWord(issue, judged);
}

function unknownKey(key: string, { path }: Issue, { source, data, field: whole }: Judged): Slip {
  const field = fieldAt(whole, path, data) ?? {};
  const said = valueAt(data, path) as Readonly<Record<string, unknown>>;
  const known = Object.keys(variantFor(field, said).properties ?? {});
  const meant = nearestOf(
    key,
    known.filter((name) => !(name in said)),
  );
  const problem = {
    file: source.file,
    line: source.lineOf([...path, key]),
    expected: `${placeOf(path)}the fields ${known.join(', ')}`,
    found: key,
    fix: meant === undefined ? `Remove it${kindsWith(key, field)}.` : `Did you mean “${meant}”?`,
  };
  return { problem, mend: () => source.rename(path, key, meant) };
}

/** A field may be right, and the `kind` be wrong or missing. */
function kindsWith(key: string, field: Field): string {
  const having = variantsOf(field).filter(({ properties = {} }) => key in properties);
  const kinds = having.flatMap((variant) => choiceOf(variant) ?? []).map(({ name, word }) => `${name}: ${word}`);
  return kinds.length === 0 || kinds.length > 4 ? '' : `, or write ${kinds.join(' or ')}, which has it`;
}

function wrongWord(issue: Issue, { source, data }: Judged): readonly Slip[] {
  const { path } = issue;
  const value = valueAt(data, path);
  const names = wordsOf(issue);
  const meant = typeof value === 'string' ? nearestOf(value, names) : undefined;
  if (meant === undefined) return [];
  const problem = {
    file: source.file,
    line: source.lineOf(path),
    expected: `${placeOf(path)}${inWords({ enum: names })}`,
    found: JSON.stringify(value),
    fix: `Did you mean “${meant}”?`,
  };
  return [{ problem, mend: () => source.replace(path, meant) }];
}
