/** A session's text in the terminal, beside the program's own output. A sentence a line, since a terminal breaks long ones inside words. */
export function inTerminal(...sentences: readonly string[]): string {
  return sentences.map((sentence) => `\u001b[33m${sentence}\u001b[0m\r\n`).join('');
}
