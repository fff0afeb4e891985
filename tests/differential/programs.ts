/** The programs of tests/differential/programs: each one file, whose first line says in one sentence what it shows. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const FOLDER = path.join(import.meta.dirname, 'programs');

export interface DifferentialProgram {
  /** `<area>/<name>`, without ending. */
  readonly name: string;
  /** `main.mjs` or `main.cjs`. */
  readonly entry: string;
  readonly text: string;
  /** What the program shows. */
  readonly heading: string;
  /** Of a line `// stdin: …` below the heading; its `\n` are line ends. */
  readonly stdin: string;
}

const NAME = /^[a-z0-9-]+\/[a-z0-9-]+\.(mjs|cjs)$/;

export function differentialPrograms(): readonly DifferentialProgram[] {
  const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.includes('.'));
  return files.toSorted().map(readProgram);
}

function readProgram(file: string): DifferentialProgram {
  const ending = NAME.exec(file)?.[1];
  if (ending === undefined) throw new Error(`programs/${file} is not named <area>/<what-it-shows>.mjs or .cjs.`);
  const text = readFileSync(path.join(FOLDER, file), 'utf8');
  const [first = '', second = ''] = text.split('\n');
  const heading = /^\/\/ (.+\.)$/.exec(first)?.[1];
  if (heading === undefined) throw new Error(`The first line of programs/${file} is not "// One sentence."`);
  const stdin = /^\/\/ stdin: (.*)$/.exec(second)?.[1] ?? '';
  return {
    name: file.slice(0, -ending.length - 1),
    entry: `main.${ending}`,
    text,
    heading,
    stdin: stdin.replaceAll('\\n', '\n'),
  };
}
