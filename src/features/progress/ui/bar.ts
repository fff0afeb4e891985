/** A bar of progress with its words: the bar for the eye, the words for all. */
import { plural } from '../../../core/plural.ts';

/** @param bar the element with a `<progress>` and a `.bar-words` inside */
export function showBar(bar: Element, share: number, words: string): void {
  const progress = bar.querySelector('progress') as HTMLProgressElement;
  progress.value = share;
  (bar.querySelector('.bar-words') as HTMLElement).textContent = words;
}

export function stepsDone({ done, steps }: { readonly done: number; readonly steps: number }): string {
  return `${done} of ${plural(steps, 'step')} done`;
}
