/** What experiments share: a traced program that ends whatever happens, waits for what it prints, and who served. */
import { readFileSync } from 'node:fs';
import { startTraced, type TracedProgram } from './traced-program.ts';

/** Runs the program, gives it to `show`, and ends it whatever happens. */
export async function withProgram(
  source: string,
  show: (program: TracedProgram) => Promise<void>,
  options: Parameters<typeof startTraced>[1] = {},
): Promise<void> {
  const program = await startTraced(source, options);
  try {
    await show(program);
  } finally {
    await program.stop();
  }
}

/** Worker id -> how many requests it began to serve; 0 is the primary. */
export function served(program: TracedProgram): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const { worker } of program.of('request.started')) counts[worker] = (counts[worker] ?? 0) + 1;
  return counts;
}

/** Between two looks at the output; the test has a limit of its own. */
const LOOK_MS = 10;

/** Settles when the program has printed it so many times. */
export async function printed(program: TracedProgram, text: string, times = 1): Promise<void> {
  while (program.text.split(text).length <= times) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
}

/** Runs the program to its end and gives what it printed, a line each. */
export async function linesOf(
  source: string,
  options: Parameters<typeof startTraced>[1] = {},
): Promise<readonly string[]> {
  let lines: readonly string[] = [];
  const keep = async (program: TracedProgram) => {
    await program.exit;
    lines = program.text.trim().split('\n');
  };
  await withProgram(source, keep, options);
  return lines;
}

/** The text of a step's program: `lessonFile('06-ipc/02-star/files/main.mjs')`. */
export function lessonFile(path: string): string {
  return readFileSync(`src/content/lessons/${path}`, 'utf8');
}

/** The text of a program with a part for the primary and one for its workers. */
export const cluster = (primary: string, worker: string) => `
  import cluster from 'node:cluster';
  import http from 'node:http';
  if (cluster.isPrimary) { ${primary} } else { ${worker} }
`;
