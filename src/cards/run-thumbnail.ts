/** A recorded run at a glance, as SVG for a page: boxes, lines and counts, in the page's own colours. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { CourseStep } from '../content-reader/read-course.ts';
import { runInCast } from '../core/recording/run-in-cast.ts';
import { toSvg } from '../visualiser/svg.ts';
import { fullestMoment, sceneOf } from './run-moment.ts';

/** Wide enough for the stage's roomy layout. */
const SIZE = { width: 540, height: 270 };

/**
 * @param step one that has a recording
 * @param lessons the folder that holds the lessons
 */
export function runThumbnail({ folder }: CourseStep, lessons: string): string {
  const cast = readFileSync(path.join(lessons, folder, 'recording.cast'), 'utf8');
  const scene = sceneOf(fullestMoment(runInCast(cast, '')), SIZE);
  return toSvg(scene, { colour: (name) => `var(--${name})`, font: 'inherit' });
}
