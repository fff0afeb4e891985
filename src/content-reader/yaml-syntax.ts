/** What an author reads when a text is no YAML. */
import type { ErrorCode } from 'yaml';
import type { Problem } from './problem.ts';

/** Said of the slips that authors make; of the others YAML's own words must do. */
const FIXES: Partial<Record<ErrorCode, string>> = {
  TAB_AS_INDENT: 'Indent by spaces, two for each level.',
  MULTILINE_IMPLICIT_KEY: 'Write each field as “name: value”, and let those of one thing begin in the same column.',
  MISSING_CHAR: 'Close what is opened here, a quote or a bracket; after a name stands a colon.',
  BAD_INDENT: 'Close what is opened here, or let what belongs together begin in the same column.',
  BLOCK_AS_IMPLICIT_KEY: 'Let what belongs together begin in the same column.',
};
const IN_QUOTES =
  "A text stands in quotes if it has “: ” in it or begins with a sign such as `, @, % or *; a ' in it is written twice.";
const FIELD = /^(\s*(?:- )?[\w-]+:|\s*-) +(\S.*)$/;

/** @param written the whole line */
export function syntaxProblem(
  { code, message }: { readonly code: ErrorCode; readonly message: string },
  { file, line, written }: { readonly file: string; readonly line: number; readonly written: string },
): Problem {
  const found = written.trim() || 'an empty line';
  if (code === 'DUPLICATE_KEY')
    return { file, line, expected: 'each field once', found: `${found}, a second time`, fix: 'Keep one of the two.' };
  const expected = `YAML. ${message}.`;
  const example = inQuotes(written);
  if (example !== undefined) return { file, line, expected, found, fix: IN_QUOTES, example };
  return { file, line, expected, found, fix: FIXES[code] ?? 'Look at indentation, quotes and colons of this line.' };
}

/** The line with its text in quotes; undefined where that is not what it lacks. */
function inQuotes(written: string): string | undefined {
  const [, name, value] = FIELD.exec(written) ?? [];
  if (name === undefined || value === undefined) return undefined;
  const [, quoted] = /^'(.*)'$/.exec(value) ?? [];
  const isText = quoted?.includes("'") ?? /^[`@%*]|^[^'"|>[{&!].*(?:: |:$)/.test(value);
  return isText ? `${name.trim()} '${(quoted ?? value).replaceAll(/''?/g, "''")}'` : undefined;
}
