/** Makes typed answers comparable: how one types makes no difference, what one says does. */

const NUMBERS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const QUOTES = /["'`‘’“”]/g;

/** Case, quotes, spaces and a full stop do not count; number words up to ten are figures. */
export function normalise(text: string): string {
  const bare = text.normalize('NFKC').toLowerCase().replace(QUOTES, '').trim();
  const words = bare.replace(/[\s.]+$/, '').split(/\s+/);
  return words.map((word) => (NUMBERS.includes(word) ? String(NUMBERS.indexOf(word)) : word)).join(' ');
}
