/** What a page's card shows: a run that was recorded, else the program itself, else a question. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { LinkedPage } from '../content-reader/linked-pages.ts';
import type { CourseStep } from '../content-reader/read-course.ts';
import { readCastHeader } from '../core/recording/cast-header.ts';
import { runInCast } from '../core/recording/run-in-cast.ts';
import { RUN_SIZE, type Card } from './card-svg.ts';
import { codeLines } from './code-lines.ts';
import { fullestMoment, sceneOf } from './run-moment.ts';

/** @param lessons the folder that holds the lessons */
export async function cardOf({ title, place, words, step }: LinkedPage, lessons: string): Promise<Card> {
  if (step === undefined) return { title, place, content: { kind: 'words', words: words.replaceAll('`', '') } };
  if (step.recording !== undefined) return { title, place, content: recordedRun(step, lessons) };
  const { run, files } = step.program;
  return { title, place, content: { kind: 'code', lines: await codeLines(files[run.entry] ?? '') } };
}

/** @param step one that has a recording */
export function recordedRun({ folder }: CourseStep, lessons: string): Card['content'] {
  const cast = readFileSync(path.join(lessons, folder, 'recording.cast'), 'utf8');
  const scene = sceneOf(fullestMoment(runInCast(cast, '')), RUN_SIZE);
  const node = readCastHeader(cast)?.env.NODE_VERSION ?? '';
  return { kind: 'run', scene, caption: `A real run, recorded on Node ${node}` };
}
