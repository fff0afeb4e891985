/** Recordings beside the steps: whether each is there, is of this step as it stands, and of the Node that the course runs. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { Files } from '../core/lesson/step-program.ts';
import { readCastHeader, type CastHeader } from '../core/recording/cast-header.ts';
import { FRAME_VERSION } from '../core/trace/frame.ts';
import type { Problem } from './problem.ts';
import type { Course, CourseStep } from './read-course.ts';

export type FoundRecording =
  { readonly kind: 'whole'; readonly header: CastHeader } | { readonly kind: 'broken'; readonly firstLine: string };

export interface RecordedSource {
  /** As the author wrote them, so that a new field with a default makes no recording stale. */
  readonly run: unknown;
  readonly scenario: unknown;
  readonly files: Files;
  readonly solution: Files;
}

/** Changes with all that decides what a recording shows. */
export function fingerprint(source: RecordedSource): string {
  const text = JSON.stringify({ frames: FRAME_VERSION, ...source });
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** Undefined where there is no such file. */
export function headerIn(file: string): FoundRecording | undefined {
  if (!existsSync(file)) return undefined;
  const text = readFileSync(file, 'utf8');
  const header = readCastHeader(text);
  return header === undefined ? { kind: 'broken', firstLine: text.slice(0, 80) } : { kind: 'whole', header };
}

/** @param node the version that the course runs, `v24.21.0` */
export function checkRecordings({ lessons }: Course, node: string): readonly Problem[] {
  return lessons.flatMap(({ steps }) => steps).flatMap((step) => checkRecording(step, node) ?? []);
}

function checkRecording(step: CourseStep, node: string): Problem | undefined {
  const { id, recording, program } = step;
  const report = (expected: string, found: string): Problem => ({
    file: `lessons/${step.folder}/recording.cast`,
    line: 1,
    expected,
    found,
    fix: `Run "npm run record ${id}".`,
  });
  if (recording === undefined) {
    const { needs } = program;
    return needs.length === 0 ? undefined : report(`a recorded run, as the step needs ${needs.join(', ')}`, 'none');
  }
  if (recording.kind === 'broken') return report('a recording that "npm run record" made', recording.firstLine);
  const { env, clusterLab } = recording.header;
  if (clusterLab.step !== id) return report(`a recording of ${id}`, `one of ${clusterLab.step}`);
  if (clusterLab.madeFrom !== step.fingerprint) {
    return report(`a recording of the step as it is (${step.fingerprint})`, `one of another (${clusterLab.madeFrom})`);
  }
  return env.NODE_VERSION === node ? undefined : report(`a run of Node ${node}`, `one of ${env.NODE_VERSION}`);
}
