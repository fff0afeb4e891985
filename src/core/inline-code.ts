/** Words between backticks are code, in questions and in what is said of answers. */

export interface Part {
  readonly text: string;
  readonly isCode: boolean;
}

/** An unpaired backtick is a backtick. */
export function partsOf(text: string): readonly Part[] {
  const pieces = text.split(/`([^`]+)`/);
  return pieces.map((piece, index) => ({ text: piece, isCode: index % 2 === 1 })).filter((part) => part.text !== '');
}

/** As a name reads it: the words alone. */
export function plain(text: string): string {
  return partsOf(text)
    .map((part) => part.text)
    .join('');
}
