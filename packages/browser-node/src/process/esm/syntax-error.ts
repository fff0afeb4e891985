/**
 * What is wrong with a module that cannot be parsed: the browser's compiler says it in Node's words, of the text without what only
 * modules have; where it finds nothing wrong, the parser says it.
 */
import { compileFunction } from '../compile.ts';
import { placed, setMessage } from '../stacks/syntax-errors.ts';
import { knowText } from '../stacks/program-texts.ts';
import type { ParserError } from './syntax.ts';

/** Each becomes as much blank, so that places stay. */
const MODULE_SYNTAX: readonly (readonly [RegExp, string])[] = [
  [/^[ \t]*import\b(?!\s*[.(])[^;'"]*(['"])[^'"\n]*\1(?:\s*with\s*\{[^}]*\})?;?/gm, ''],
  [/^export\s+default\b/gm, 'void'],
  [/^export\s+(?=const\b|let\b|var\b|function\b|class\b|async\b)/gm, ''],
  [/^export\s*(?:\{[^}]*\}|\*[^;'"]*)(?:\s*from\s*(['"])[^'"\n]*\1)?;?/gm, ''],
  [/\bimport\.meta\b/g, 'import_meta'],
];

export function syntaxErrorOf(text: string, url: string, error: ParserError): SyntaxError {
  const script = MODULE_SYNTAX.reduce(
    (shown, [pattern, instead]) =>
      shown.replace(pattern, (found) => instead + found.slice(instead.length).replace(/[^\n]/g, ' ')),
    text,
  );
  try {
    compileFunction(url, { parameters: [], text: script, before: "return async () => {'use strict';", after: '};' });
  } catch (compilerError) {
    knowText(url, { text, edits: [], before: 0 });
    if (compilerError instanceof SyntaxError) {
      // In a module `await` is a word of its own everywhere.
      if (compilerError.message.startsWith('await is only valid'))
        setMessage(compilerError, 'Unexpected reserved word');
      return compilerError;
    }
  }
  knowText(url, { text, edits: [], before: 0 });
  const wrong = new SyntaxError(error.message.replace(/ \(\d+:\d+\)$/, ''));
  const { line = 1, column = 0 } = error.loc ?? {};
  return placed(wrong, url, text, { line, column: column + 1 });
}
