/** Errors of the compiler, with the place that the browser tells and the words that Node has for them. */
import type { Thrown } from '../attempt.ts';
import { decorate } from '../fatal-error.ts';
import { parserError } from '../esm/syntax.ts';
import { arrowFor } from './places.ts';
import { columnInProgram, fileOf } from './program-texts.ts';

/** What Chromium puts before the compiler's words. */
const PREFIX = /^Failed to execute 'importScripts' on '\w+': /;
/** The token that a mark goes below, as V8's scanner ends it. */
const TOKEN =
  /^(?:#?[\p{ID_Start}$_][\p{ID_Continue}$]*|\d[\w.]*|'[^'\n]*'|"[^"\n]*"|`[^`]*`|\.\.\.|=>|>>>=|[*<>&|?]{2}=|>>>|={2,3}|!==?|[<>+*/%&|^-]=|\*\*|\+\+|--|<<|>>|&&|\|\||\?\?|\?\.|\S)/u;

export interface SyntaxPlace {
  readonly line: number;
  readonly column: number;
}

export function positionIn(text: string, offset: number): SyntaxPlace {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** @returns the same error, with the compiler's own message and its place hung on it; others are left as they are */
export function withPlace({ error, file = '', line = 0, column = 0 }: Thrown, filename: string, text: string): unknown {
  if (!(error instanceof SyntaxError)) return error;
  const isFromCompiler = PREFIX.test(error.message) || fileOf(file) === filename || file.startsWith('blob:');
  if (!isFromCompiler || line === 0) return error;
  setMessage(error, error.message.replace(PREFIX, ''));
  const place = { line, column: columnInProgram(filename, line, column) };
  return placed(error, filename, text, inside(error, text, line) ?? place);
}

/**
 * What is wrong behind the text is either its end, or a brace too many, which ended the function that the text is put in: then the
 * parser knows where.
 */
function inside(error: Error, text: string, line: number): SyntaxPlace | undefined {
  if (line <= text.split('\n').length || !/^(Unexpected token|missing )/.test(error.message)) return undefined;
  const wrong = parserError(text, 'module', true) ?? parserError(text, 'script');
  if (wrong?.loc === undefined || (wrong.pos ?? 0) >= text.trimEnd().length) return undefined;
  setMessage(error, `Unexpected token '${text[wrong.pos ?? 0] ?? ''}'`);
  return { line: wrong.loc.line, column: wrong.loc.column + 1 };
}

/** Hangs a place on an error; beyond the text it is its end. */
export function placed<Kind extends Error>(
  error: Kind,
  file: string,
  text: string,
  { line, column }: SyntaxPlace,
): Kind {
  const lines = text.split('\n');
  const shown = lines[line - 1];
  const isBeyond = shown === undefined;
  if (isBeyond && error.message.startsWith('Unexpected token')) setMessage(error, 'Unexpected end of input');
  const place = isBeyond ? { file, line: lines.length, column: 1 } : { file, line, column };
  const arrow = arrowFor(place, isBeyond ? 0 : tokenLength(shown.slice(column - 1), error.message));
  if (arrow !== undefined) decorate(error, arrow);
  return error;
}

function tokenLength(text: string, message: string): number {
  if (message.startsWith('Invalid regular expression')) return /^\/.*\/\w*/.exec(text)?.[0].length ?? 1;
  // A string that does not end goes on to the end of its line; anything else that is no token is one character.
  if (message === 'Invalid or unexpected token') return /^['"]/.test(text) ? text.length : 1;
  return TOKEN.exec(text)?.[0].length ?? 0;
}

/** A message that is set later does not change a stack that was written before. */
export function setMessage(error: Error, message: string): void {
  Object.defineProperty(error, 'message', { value: message, configurable: true, enumerable: false, writable: true });
}
