/** Reads the mappings of a source map, and writes numbers as they do (base-64 VLQ). */

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Offsets at which the lines of a text begin. */
export function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return starts;
}

/** Offset in the generated text -> offset in the only source. */
export function decodeMappings(
  mappings: string,
  generated: readonly number[],
  source: readonly number[],
): ReadonlyMap<number, number> {
  const origins = new Map<number, number>();
  let [line, column] = [0, 0];
  for (const [index, segments] of mappings.split(';').entries()) {
    let generatedColumn = 0;
    for (const segment of segments.split(',').filter(Boolean)) {
      const [step = 0, , lines = 0, columns = 0] = numbersIn(segment);
      generatedColumn += step;
      line += lines;
      column += columns;
      origins.set((generated[index] ?? 0) + generatedColumn, (source[line] ?? 0) + column);
    }
  }
  return origins;
}

function numbersIn(segment: string): number[] {
  const numbers: number[] = [];
  let [value, shift] = [0, 0];
  for (const character of segment) {
    const digit = DIGITS.indexOf(character);
    value += (digit & 31) << shift;
    shift += 5;
    if (digit & 32) continue;
    numbers.push(value & 1 ? -(value >> 1) : value >> 1);
    [value, shift] = [0, 0];
  }
  return numbers;
}

export function vlq(number: number): string {
  let [rest, text] = [number < 0 ? (-number << 1) | 1 : number << 1, ''];
  do {
    const digit = rest & 31;
    rest >>>= 5;
    text += DIGITS.charAt(rest > 0 ? digit | 32 : digit);
  } while (rest > 0);
  return text;
}
