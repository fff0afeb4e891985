/** A bar of progress with its words: the bar for the eye, the words for all. */
import { query } from '../../../components/kit/query.ts';
import { plural } from '../../../core/plural.ts';

/** @param bar the element with a `<progress>` and a `.bar-words` inside */
export function showBar(bar: Element, share: number, words: string): void {
  query(bar, 'progress', HTMLProgressElement).value = share;
  query(bar, '.bar-words').textContent = words;
}

export function stepsDone({ done, steps }: { readonly done: number; readonly steps: number }): string {
  return `${done} of ${plural(steps, 'step')} done`;
}
