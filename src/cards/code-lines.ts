/** The first lines of a program after its imports, in the colours that code has on the pages. */
import { codeToTokens, createCssVariablesTheme } from 'shiki';
import { CODE_LINES, type Span } from './card-svg.ts';

const theme = createCssVariablesTheme({ name: 'tokens', variablePrefix: '--' });

/** Which of the site's colours the theme's names stand for, as tokens.css says. */
const COLOURS: Readonly<Record<string, string>> = {
  'token-constant': 'code-number',
  'token-string': 'code-string',
  'token-string-expression': 'code-string',
  'token-comment': 'code-comment',
  'token-keyword': 'code-keyword',
  'token-function': 'code-function',
  'token-punctuation': 'ink-soft',
  'token-link': 'accent',
};

export async function codeLines(program: string): Promise<readonly (readonly Span[])[]> {
  const [, body = program] = /^(?:import .*;\n|\n)*([^]*)$/.exec(program) ?? [];
  const head = body.split('\n').slice(0, CODE_LINES).join('\n');
  const { tokens } = await codeToTokens(head, { lang: 'js', theme });
  return tokens.map((line) => line.map(({ content, color = '' }) => ({ text: content, colour: nameOf(color) })));
}

/** @param color `var(--token-keyword)` */
function nameOf(color: string): string {
  return COLOURS[/--([\w-]+)/.exec(color)?.[1] ?? ''] ?? 'ink';
}
