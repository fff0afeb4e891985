/** Whether a reader is in the middle of something that another page would take away. */

/** Between two keys of one who writes. */
const STILL_WRITING_MS = 10_000;
const TEXT_FIELDS = 'textarea, input:not([type=radio], [type=checkbox]), [contenteditable], [role=textbox]';

/** @returns asks it: a dialog is open, a key was pressed a moment ago in a field, or a text waits to be sent */
export function watchWriting(abortSignal: AbortSignal): () => boolean {
  let last = -Infinity;
  const onKey = ({ target }: Event) => {
    if (target instanceof Element && target.matches(TEXT_FIELDS)) last = performance.now();
  };
  // Editors make no input of some keys, and a phone's keyboard no keys of some input.
  for (const type of ['keydown', 'input'])
    document.addEventListener(type, onKey, { capture: true, signal: abortSignal });
  return () =>
    document.querySelector('dialog[open]') !== null ||
    performance.now() - last < STILL_WRITING_MS ||
    [...document.querySelectorAll('form textarea')].some(isDraft);
}

function isDraft(field: Element): boolean {
  return field instanceof HTMLTextAreaElement && field.value !== field.defaultValue;
}
