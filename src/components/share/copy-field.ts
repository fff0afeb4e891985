/** Copies what a field holds, where the browser allows it; else selects it, ready to be copied by hand. */

/** @returns what it did, for the learner */
export async function copyField(field: HTMLInputElement | HTMLTextAreaElement): Promise<string> {
  try {
    // Not there over plain http.
    await navigator.clipboard.writeText(field.value);
    return 'Copied.';
  } catch {
    field.focus();
    field.select();
    return 'This browser does not let the page copy, so it is selected: copy it with Ctrl+C or ⌘C.';
  }
}
