/** Formats code; the one file that imports prettier, some 145 KB, which come when somebody first asks for it. */
import * as babel from 'prettier/plugins/babel';
import * as estree from 'prettier/plugins/estree';
import { format } from 'prettier/standalone';

/** As the course's own programs are written: formatting one of them changes nothing. */
const STYLE = { printWidth: 120, singleQuote: true } as const;

export type Formatted =
  | { readonly ok: true; readonly text: string }
  /** A sentence for the learner. */
  | { readonly ok: false; readonly message: string };

/** @param path whose ending says what language it is */
export async function formatCode(path: string, text: string): Promise<Formatted> {
  const parser = parserOf(path);
  if (parser === undefined)
    return { ok: false, message: `${path} is not formatted: only JavaScript, TypeScript and JSON are.` };
  try {
    return { ok: true, text: await format(text, { ...STYLE, parser, plugins: [babel, estree] }) };
  } catch (error) {
    return { ok: false, message: `${path} is as it was, because it cannot be read: ${reasonOf(error)}` };
  }
}

function parserOf(path: string): string | undefined {
  if (/\.[cm]?ts$/.test(path)) return 'babel-ts';
  if (/\.[cm]?js$/.test(path)) return 'babel';
  return path.endsWith('.json') ? 'json' : undefined;
}

/** The first line of prettier's message, with the place in words: a frame of code follows, and the code is there. */
function reasonOf(error: unknown): string {
  const { message, loc } = error as {
    readonly message: string;
    readonly loc?: { readonly start: { readonly line: number } };
  };
  const reason = (message.split('\n')[0] ?? '').replace(/ *\(\d+:\d+\)$/, '').replace(/^SyntaxError: /, '');
  return loc === undefined ? reason : `line ${loc.start.line}: ${reason}`;
}
