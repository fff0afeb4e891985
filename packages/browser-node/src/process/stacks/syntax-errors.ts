/** Errors of the compiler, with the browser's place and Node's words. */
import type { Thrown } from '../attempt.ts';
import { decorate } from '../fatal-error.ts';
import { parserError, type ParserError } from '../esm/syntax.ts';
import { areStacksOfSafari } from '../foreign-stacks.ts';
import { arrowFor } from './places.ts';
import { columnInProgram, fileOf } from './program-texts.ts';

/** Chromium's prefix to the compiler's words. */
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

/** What the parser says, in V8's words as far as they are known. */
export function fromParser({ message, pos = 0, loc }: ParserError, filename: string, text: string): SyntaxError {
  const words = message.replace(/ \(\d+:\d+\)$/, '');
  const token = TOKEN.exec(text.slice(pos))?.[0];
  const wrong = new SyntaxError(words === 'Unexpected token' && token !== undefined ? unexpected(token) : words);
  const { line = 1, column = 0 } = loc ?? {};
  return placed(wrong, filename, text, { line, column: column + 1 });
}

const KEYWORD =
  /^(?:break|case|catch|class|const|continue|debugger|default|delete|do|else|enum|export|extends|false|finally|for|function|if|import|in|instanceof|new|null|return|super|switch|this|throw|true|try|typeof|var|void|while|with)$/;

function unexpected(token: string): string {
  if (/^['"`]/.test(token)) return token.startsWith('`') ? 'Unexpected template string' : 'Unexpected string';
  if (/^\d/.test(token)) return 'Unexpected number';
  return /^[\p{ID_Start}$_]/u.test(token) && !KEYWORD.test(token)
    ? `Unexpected identifier '${token}'`
    : `Unexpected token '${token}'`;
}

interface Compiled {
  readonly filename: string;
  readonly text: string;
  /** With what the text was put into. */
  readonly compiled: string;
}

/** @returns the same error, with the compiler's own message and its place attached; others unchanged */
export function withPlace({ error, file = '', line = 0, column = 0 }: Thrown, source: Compiled): unknown {
  const { filename, text, compiled } = source;
  if (areStacksOfSafari()) {
    // Of its compiler's errors little is known.
    const wrong = parserError(text, 'script') ?? parserError(compiled, 'script');
    return wrong === undefined ? error : fromParser(wrong, filename, text);
  }
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

/** Attaches a place to an error; a place beyond the text becomes its end. */
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
