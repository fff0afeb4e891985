/** Code between backticks, in questions and in remarks on answers. */

export interface Part {
  readonly text: string;
  readonly isCode: boolean;
}

/** An unpaired backtick stays a backtick. */
export function partsOf(text: string): readonly Part[] {
  const pieces = text.split(/`([^`]+)`/);
  return pieces.map((piece, index) => ({ text: piece, isCode: index % 2 === 1 })).filter((part) => part.text !== '');
}

/** The plain words, for the name of a control. */
export function plain(text: string): string {
  return partsOf(text)
    .map((part) => part.text)
    .join('');
}
