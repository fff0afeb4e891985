/** Reads a `.env` file as Node does (src/node_dotenv.cc): its oddities are Node's too. */

const QUOTES = ['"', "'", '`'];
const SPACES = ' \t\n';

/** Names in alphabetical order, as Node's map has them. */
export function parseEnv(text: string): Record<string, string> {
  const values = new Map<string, string>();
  let rest = trim(text.replaceAll('\r', ''));
  while (rest !== '') {
    if (rest.startsWith('\n') || rest.startsWith('#')) {
      rest = afterLine(rest);
      continue;
    }
    const stop = /[=\n]/.exec(rest);
    if (stop === null) break;
    if (stop[0] === '\n') {
      rest = trim(rest.slice(stop.index + 1));
      continue;
    }
    const name = trim(rest.slice(0, stop.index));
    rest = rest.slice(stop.index + 1);
    if (rest === '' || rest.startsWith('\n')) {
      values.set(name, '');
      rest = rest.slice(1);
      continue;
    }
    rest = trim(rest);
    if (name === '') continue;
    const [value, after] = valueOf(rest);
    values.set(trim(name.replace(/^export /, '')), value);
    rest = trim(after);
  }
  return Object.fromEntries([...values].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** @returns the value at the beginning, and what follows its line */
function valueOf(rest: string): [string, string] {
  const quote = rest.charAt(0);
  const end = QUOTES.includes(quote) ? rest.indexOf(quote, 1) : -1;
  if (end > 0) {
    const inner = rest.slice(1, end);
    return [quote === '"' ? inner.replaceAll(String.raw`\n`, '\n') : inner, afterLine(rest.slice(end + 1))];
  }
  const line = /^.*/.exec(rest)?.[0] ?? '';
  const value = QUOTES.includes(quote) ? line : trim(/^[^#]*/.exec(line)?.[0] ?? '');
  return [value, afterLine(rest)];
}

function afterLine(text: string): string {
  const end = text.indexOf('\n');
  return end < 0 ? '' : text.slice(end + 1);
}

function trim(text: string): string {
  let [from, to] = [0, text.length];
  while (from < to && SPACES.includes(text.charAt(from))) from++;
  while (to > from && SPACES.includes(text.charAt(to - 1))) to--;
  return text.slice(from, to);
}
