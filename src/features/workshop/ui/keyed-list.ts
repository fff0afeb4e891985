/** A list whose elements stay while what they show changes: with them the focus, an open menu, a scroll position, a bar that grows. */
import { signal, untracked, type ReadonlySignal, type Signal } from '@preact/signals-core';
import { watch } from '../../../components/kit/watch.ts';

interface Shown<Item> {
  readonly element: HTMLElement;
  readonly item: Signal<Item>;
  readonly life: AbortController;
}

export interface KeyedList<Item> {
  readonly place: HTMLElement;
  readonly signal: AbortSignal;
  /** What is to be shown, in this order. */
  readonly read: () => readonly Item[];
  readonly keyOf: (item: Item) => string;
  /** Called once for each key; what changes comes through the signal, until `signal` of this element ends. */
  readonly make: (item: ReadonlySignal<Item>, abortSignal: AbortSignal) => HTMLElement;
}

export function keyedList<Item>({ place, signal: abortSignal, read, keyOf, make }: KeyedList<Item>): void {
  const shown = new Map<string, Shown<Item>>();
  const show = (item: Item): HTMLElement => {
    const key = keyOf(item);
    const known = shown.get(key);
    if (known !== undefined) {
      if (JSON.stringify(known.item.peek()) !== JSON.stringify(item)) known.item.value = item;
      return known.element;
    }
    const own = new AbortController();
    const value = signal(item);
    const made = untracked(() => make(value, AbortSignal.any([own.signal, abortSignal])));
    shown.set(key, { element: made, item: value, life: own });
    return made;
  };
  watch(abortSignal, () => {
    const items = read();
    const focused = place.contains(document.activeElement) ? (document.activeElement as HTMLElement) : undefined;
    const keys = new Set(items.map(keyOf));
    for (const [key, each] of shown) {
      if (keys.has(key)) continue;
      each.life.abort();
      each.element.remove();
      shown.delete(key);
    }
    let next = place.firstElementChild;
    for (const item of items) {
      const each = show(item);
      if (each === next) next = each.nextElementSibling;
      else place.insertBefore(each, next);
    }
    // An element that moved within the list lost it.
    if (focused !== undefined && focused !== document.activeElement) focused.focus({ preventScroll: true });
  });
}
