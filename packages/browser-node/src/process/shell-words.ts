/** A line of a shell as simple commands: quotes, variables, `&&`, `||` and `;`. */

interface Command {
  /** What stands before it. */
  readonly after: '&&' | '||' | ';';
  readonly words: readonly string[];
}

/** Pipes, redirections, patterns and all else that a shell does and this does not. */
const BEYOND = /[|<>()*?[\]{}~&`\n]/;
const NAME = /^(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})/;

/** @returns undefined for what is more than simple commands */
export function readCommands(line: string, env: Readonly<Record<string, string>>): readonly Command[] | undefined {
  const commands: { after: Command['after']; words: string[] }[] = [{ after: ';', words: [] }];
  let word: string | undefined;
  let quote = '';
  const endWord = () => {
    if (word !== undefined) commands.at(-1)?.words.push(word);
    word = undefined;
  };
  for (let at = 0; at < line.length; at++) {
    const char = line.charAt(at);
    const rest = line.slice(at + 1);
    if (char === '$' && quote !== "'") {
      const [whole = '', plain, braced] = NAME.exec(rest) ?? [];
      if (whole === '') return undefined;
      word = (word ?? '') + (env[plain ?? braced ?? ''] ?? '');
      at += whole.length;
    } else if (quote !== '') {
      if (char === quote) quote = '';
      else if (char === '`' && quote === '"') return undefined;
      else if (char === '\\' && quote === '"' && /^["\\$`]/.test(rest)) word = (word ?? '') + line.charAt(++at);
      else word = (word ?? '') + char;
    } else if (char === '"' || char === "'") {
      quote = char;
      word ??= '';
    } else if (char === '\\') word = (word ?? '') + line.charAt(++at);
    else if (char === ' ' || char === '\t') endWord();
    else if (char === ';' || ((char === '&' || char === '|') && rest.startsWith(char))) {
      endWord();
      commands.push({ after: char === ';' ? ';' : char === '&' ? '&&' : '||', words: [] });
      if (char !== ';') at++;
    } else if (char === '#' && word === undefined) break;
    else if (BEYOND.test(char)) return undefined;
    else word = (word ?? '') + char;
  }
  endWord();
  if (quote !== '') return undefined;
  // What ends in `;` has nothing behind it.
  if (commands.length > 1 && commands.at(-1)?.after === ';' && commands.at(-1)?.words.length === 0) commands.pop();
  return commands.every(({ words }) => words.length > 0) ? commands : undefined;
}
