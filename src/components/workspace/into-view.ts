import { isEmbed } from '../../browser/embedded.ts';

/** Scrolls as little as shows it; not in a frame, which would take the page around it along. */
export function bringIntoView(element: Element | null): void {
  if (!isEmbed()) element?.scrollIntoView({ block: 'nearest' });
}
