/** A table for a spreadsheet of any country: no cell of it begins a formula, however the file is cut into cells. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyAll } from './apply-event.ts';
import type { WorkshopEvent } from './event.schema.ts';
import { workshopCsv } from './export.ts';

const asked = (...texts: string[]) =>
  workshopCsv(
    applyAll([
      { type: 'joined', member: 'm1', name: 'Ada', at: 1 },
      ...texts.map((text, index): WorkshopEvent => ({
        ...{ type: 'reported', member: 'm1', id: `report-${index}`, at: 2 },
        report: { kind: 'answer', question: `a/b/q${index}`, correct: true, given: text, offers: [], beliefs: [] },
      })),
    ]),
  );

const SEPARATORS = [',', ';', '\t', '|', ':', '；', '،'];

/** As a spreadsheet reads it: what follows a closing quote belongs to the cell still, and what begins with none has none. */
function cellsOf(text: string, separator: string): string[] {
  const cells: string[] = [];
  for (let at = 0; at <= text.length; at++) {
    let cell = '';
    if (text[at] === '"') {
      for (at++; at < text.length; at++) {
        if (text[at] !== '"') cell += text[at] ?? '';
        else if (text[at + 1] === '"') cell += text[at++] ?? '';
        else break;
      }
      at++;
    }
    while (at < text.length && text[at] !== separator && !'\r\n'.includes(text[at] ?? '')) cell += text[at++] ?? '';
    cells.push(cell);
  }
  return cells;
}

/** As what knows no quotes reads it. */
const piecesOf = (text: string, separator: string) =>
  text.split(/[\r\n\v\f\u0085\u2028\u2029]/).flatMap((line) => line.split(separator));

const isFormula = (cell: string) => /^[=+\-@−]/.test(cell.normalize('NFKC').replace(/^[\s\p{C}"]+/u, ''));

const nasty = fc
  .array(
    fc.constantFrom(
      ...[
        '=',
        '+',
        '-',
        '@',
        '＝',
        '＋',
        '－',
        '＠',
        '﹢',
        '−',
        ';',
        ',',
        '\t',
        '|',
        ':',
        '\r',
        '\n',
        '\r\n',
        '\u2028',
      ],
      ...['"', "'", ' ', '\u00A0', '\u200B', '\u0000', 'a', '1', 'cmd', '；', '،', '/c calc', '!A1', '('],
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

test.each(SEPARATORS)('cut at %j, no cell begins a formula', (separator) => {
  fc.assert(
    fc.property(nasty, nasty, (one, other) => {
      const text = asked(one, `x${other}`);
      for (const cell of [...cellsOf(text, separator), ...piecesOf(text, separator)]) {
        if (isFormula(cell)) throw new Error(`${JSON.stringify(cell)} of ${JSON.stringify(text)}`);
      }
    }),
    { numRuns: 2_000 },
  );
});

test('cut at commas, it says what was said, but for the apostrophes', () => {
  fc.assert(
    fc.property(nasty, (text) => {
      // After two lines of 13 cells, each with a line's end that reads as one.
      const given = cellsOf(asked(text), ',')[13 + 1 + 13 + 1 + 6] ?? '';
      expect(given.replaceAll("'", '')).toBe(text.replaceAll("'", ''));
    }),
  );
});

test('the attack that went through, and sentences that are none', () => {
  const text = asked("a;=cmd|'/c calc'!A1", 'x => y, then z - 1', 'Why? Because 2 + 2 = 4; so it is.', '-1');
  expect(text).toContain(`"a;'=cmd|''/c calc'!A1"`);
  expect(text).toContain('"x => y, then z - 1"');
  expect(text).toContain('"Why? Because 2 + 2 = 4; so it is."');
  expect(text).toContain(`"'-1"`);
});
