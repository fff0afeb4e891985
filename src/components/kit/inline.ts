/** A sentence as nodes: words between backticks become code. */
import { partsOf } from '../../core/inline-code.ts';

export function inline(text: string): readonly (string | HTMLElement)[] {
  return partsOf(text).map((part) =>
    part.isCode ? Object.assign(document.createElement('code'), { textContent: part.text }) : part.text,
  );
}
