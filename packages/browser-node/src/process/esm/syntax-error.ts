/**
 * The mistake of a module that cannot be parsed. The browser's compiler says it in Node's words, given the text without the syntax
 * that only modules have; where the compiler finds no mistake, the parser says it.
 */
import { compileFunction } from '../compile.ts';
import { areStacksOfSafari } from '../foreign-stacks.ts';
import { fromParser, setMessage } from '../stacks/syntax-errors.ts';
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
  const told = areStacksOfSafari() ? undefined : fromCompiler(text, url);
  knowText(url, { text, edits: [], before: 0 });
  return told ?? fromParser(error, url, text);
}

/** Safari's says too little. @returns undefined where it finds nothing wrong */
function fromCompiler(text: string, url: string): SyntaxError | undefined {
  const script = MODULE_SYNTAX.reduce(
    (shown, [pattern, instead]) =>
      shown.replace(pattern, (found) => instead + found.slice(instead.length).replace(/[^\n]/g, ' ')),
    text,
  );
  try {
    compileFunction(url, { parameters: [], text: script, before: "return async () => {'use strict';", after: '};' });
  } catch (compilerError) {
    if (compilerError instanceof SyntaxError) {
      // In a module `await` is a word of its own everywhere.
      if (compilerError.message.startsWith('await is only valid'))
        setMessage(compilerError, 'Unexpected reserved word');
      return compilerError;
    }
  }
  return undefined;
}
