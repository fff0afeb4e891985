/** Copies a text where the browser allows it, and says what it did. */

export async function copyText(text: string): Promise<string> {
  try {
    await navigator.clipboard.writeText(text);
    return 'Copied.';
  } catch {
    return `The browser did not let this page copy. The link is: ${text}`;
  }
}
