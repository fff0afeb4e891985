/** Every recording is the step's as it stands, small, tells nothing of the machine it was made on, and replays to the same verdicts. */
import { readFileSync } from 'node:fs';
import { homedir, hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { LARGEST_RECORDING_BYTES } from '../../scripts/record.ts';
import { pinnedNode } from '../../scripts/pinned-node.ts';
import { evaluateCheck } from '../../src/core/check/evaluate.ts';
import { courseIn } from '../../src/content-reader/read-course.ts';
import { checkRecordings } from '../../src/content-reader/recordings.ts';
import { runScenario } from '../../src/session/scenario-runner.ts';
import { guestTexts } from '../support/guest-texts.ts';
import { recordedEngine } from '../support/recorded-engine.ts';
import { bootLimit } from '../support/boot-limit.ts';

const course = courseIn('src/content');
const steps = course.lessons.flatMap((lesson) => lesson.steps).filter(({ recording }) => recording !== undefined);

const fileOf = (folder: string) => path.join('src/content/lessons', folder, 'recording.cast');
const castOf = (id: string) => readFileSync(fileOf(steps.find((step) => step.id === id)?.folder ?? id), 'utf8');
const engine = recordedEngine(castOf);

test('each step that needs a recording has one that is not stale', () => {
  expect(checkRecordings(course, pinnedNode())).toEqual([]);
});

describe.each(steps)('$id', ({ id, program }) => {
  test('is small and free of machine names', () => {
    const text = castOf(id);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(LARGEST_RECORDING_BYTES);
    const names = [tmpdir(), homedir(), hostname(), process.cwd(), process.execPath, '/work/', '/tmp/', '/root/'];
    expect(names.filter((name) => name.length > 4 && name !== 'localhost' && text.includes(name))).toEqual([]);
  });

  test('replays to the verdicts of the real run: every check passes', async () => {
    const sandbox = await engine.boot({ program: id }, bootLimit());
    const guests = await guestTexts();
    const files = { ...program.files, ...program.solution };
    const facts = await runScenario({ sandbox, step: program, files, guests, onText: () => undefined });
    const verdicts = program.checks.map((check) => ({ says: check.says, ...evaluateCheck(check, facts) }));
    expect(verdicts.filter(({ passed }) => !passed)).toEqual([]);
    await sandbox.dispose();
  });
});
