/** Copies what a field holds, where the browser allows it; else selects it, ready to be copied by hand. */
import { copyText } from '../../../browser/copy-text.ts';

/** @returns what it did, for the learner */
export async function copyField(field: HTMLInputElement | HTMLTextAreaElement): Promise<string> {
  if (await copyText(field.value)) return 'Copied.';
  field.focus();
  field.select();
  return 'This browser does not let the page copy, so it is selected: copy it with Ctrl+C or ⌘C.';
}
