/** A long list in a JSON text, to be parsed in portions: `JSON.parse` of the whole would block the page for as long as it takes. */

/** Characters of a portion, or a few more: some hundred events, a few milliseconds of work. */
export const PORTION = 64_000;

/** Beyond a portion the next element has to end within this: our elements are shorter. */
const LONGEST_ELEMENT = 8_000;

export interface LongList {
  /** The text with an empty list in the list's place. */
  readonly rest: string;
  /** Each portion is the text of some elements, with commas between them. */
  readonly portions: readonly string[];
}

/**
 * Finds the list that is the member `name` of the outermost object. It looks at brackets and strings alone: the validity of the
 * parts is left to `JSON.parse`.
 * @param breathe lets the page answer in between
 * @returns undefined where there is no such list, or an element of it is longer than ours
 */
export async function findList(
  text: string,
  name: string,
  breathe: () => Promise<void>,
): Promise<LongList | undefined> {
  const portions: string[] = [];
  let [depth, key, start, cut, rested] = [0, '', -1, 0, 0];
  for (let at = 0; at < text.length; at++) {
    if (start >= 0 && at - cut > PORTION + LONGEST_ELEMENT) return undefined;
    if (at - rested >= PORTION) {
      rested = at;
      await breathe();
    }
    switch (text[at]) {
      case '"': {
        const from = at + 1;
        at = endOfString(text, from);
        if (depth === 1) key = text.slice(from, at);
        break;
      }
      case '{':
      case '[':
        depth++;
        if (start < 0 && depth === 2 && key === name && text[at] === '[') start = cut = at + 1;
        break;
      case '}':
      case ']':
        depth--;
        if (start < 0 || depth > 1) break;
        return { rest: text.slice(0, start) + text.slice(at), portions: [...portions, text.slice(cut, at)] };
      case ',':
        if (start < 0 || depth > 2 || at - cut < PORTION) break;
        portions.push(text.slice(cut, at));
        cut = at + 1;
        break;
      default:
    }
  }
  return undefined;
}

/** The quote that ends the string whose first character is at `from`: an even number of backslashes precedes it. */
function endOfString(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 1)) {
    let first = at;
    while (text[first - 1] === '\\') first--;
    if ((at - first) % 2 === 0) return at;
  }
  return text.length;
}
