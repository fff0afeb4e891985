/** Makes the recording of a step: a real run that passes every check, freed of all that tells of this machine. */
import { writeFileSync } from 'node:fs';
import { homedir, hostname } from 'node:os';
import path from 'node:path';
import type { CourseStep } from '../src/content-reader/read-course.ts';
import { evaluateCheck } from '../src/core/check/evaluate.ts';
import { formatCast, type Cast } from '../src/sandbox/recorded/cast.ts';
import { recordSandbox } from '../src/sandbox/recorded/recorder.ts';
import { NEUTRAL_WORKDIR, tidy, type Replacements } from '../src/sandbox/recorded/tidy.ts';
import { runScenario } from '../src/session/scenario-runner.ts';
import { guestTexts } from '../tests/support/guest-texts.ts';
import { startLocalHost } from '../tests/support/local-host.ts';

/** A learner loads it to watch a few seconds. */
export const LARGEST_RECORDING_BYTES = 300_000;

export interface Recorded {
  readonly file: string;
  readonly bytes: number;
  readonly seconds: number;
}

/** @throws when the solution fails a check, or the run is too large to keep */
export async function record(step: CourseStep, root: string): Promise<Recorded> {
  const cast = await runOnce(step);
  const text = formatCast(cast);
  const bytes = Buffer.byteLength(text);
  if (bytes > LARGEST_RECORDING_BYTES) {
    throw new Error(
      `${step.id}: the recording has ${bytes} bytes, more than ${LARGEST_RECORDING_BYTES}. ` +
        'Send fewer requests in the scenario (each is told in eight events), or print less.',
    );
  }
  const file = path.join(root, 'lessons', step.folder, 'recording.cast');
  writeFileSync(file, text);
  return { file, bytes, seconds: cast.entries.at(-1)?.at ?? 0 };
}

async function runOnce({ id, matter, program, fingerprint }: CourseStep): Promise<Cast> {
  const host = await startLocalHost({ grantsOf: () => program.needs });
  try {
    const sandbox = await host.engine.boot({ program: id }, AbortSignal.timeout(5_000));
    const recorder = recordSandbox(sandbox, () => performance.now());
    const facts = await runScenario({
      sandbox: recorder.sandbox,
      step: program,
      files: { ...program.files, ...program.solution },
      guests: await guestTexts(),
      onText: () => undefined,
    });
    const { nodeVersion, workdir, port, capabilities } = sandbox;
    await sandbox.dispose();
    for (const check of program.checks) {
      const verdict = evaluateCheck(check, facts);
      if (!verdict.passed) throw new Error(`${id}: the solution fails "${check.says}" ${verdict.found}`);
    }
    const made = { step: id, madeFrom: fingerprint, workdir: NEUTRAL_WORKDIR, port };
    return {
      header: {
        version: 2,
        width: 80,
        height: 24,
        title: matter.title,
        env: { NODE_VERSION: nodeVersion },
        clusterLab: { ...made, parallelism: capabilities.parallelism },
      },
      entries: tidy(recorder.entries, machineNames(workdir)),
    };
  } finally {
    await host.close();
  }
}

/** What tells of the machine, and what is said instead. */
function machineNames(workdir: string): Replacements {
  // A name as short or as common as these stands in ordinary text too.
  const isTelling = (name: string) => name.length > 4 && name !== 'localhost';
  const names = {
    [workdir]: NEUTRAL_WORKDIR,
    [process.execPath]: '/usr/local/bin/node',
    [homedir()]: '/home/learner',
    [hostname()]: 'learners-computer',
  };
  return Object.fromEntries(Object.entries(names).filter(([name]) => isTelling(name)));
}
