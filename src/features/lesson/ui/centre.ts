/** Brings an item of a list that scrolls sideways into its middle; the page itself stays where it is. */
export function centre(item: HTMLElement): void {
  const list = item.closest<HTMLElement>('ol');
  if (list === null) return;
  // Of one that is wider than its list, the beginning.
  list.scrollLeft = item.offsetLeft - list.offsetLeft - Math.max(0, (list.clientWidth - item.offsetWidth) / 2);
}
