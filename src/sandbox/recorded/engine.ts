/** The engine that runs nothing: it replays a step's recorded run, for steps that need what the engines at hand cannot give. */
import { SandboxError, type SandboxEngine } from '@cluster-lab/sandbox';
import { parseCast } from './cast.ts';
import type { Clock } from './playback.ts';
import { RecordedSandbox } from './recorded-sandbox.ts';

export interface RecordedOptions {
  /** The recording of `<lesson>/<step>` as text. */
  readonly fetchCast?: (step: string, signal: AbortSignal) => Promise<string>;
  /** Where the site begins; in a package, a folder of somebody else's. */
  readonly root?: string | undefined;
  readonly clock?: Clock;
}

export function createRecordedEngine({
  root = '/',
  fetchCast = (step, signal) => fromSite(root, step, signal),
  clock = realTime,
}: RecordedOptions = {}): SandboxEngine {
  return {
    name: 'recorded',
    label: 'Recorded run of Node',
    async support() {
      return { ok: true };
    },
    async boot({ program: step }, signal) {
      if (step === undefined) throw bootFailed('Only a step of the course has a recording.');
      const cast = parseCast(await fetchCast(step, signal));
      signal.throwIfAborted();
      if (cast?.header.clusterLab.step !== step) throw bootFailed('What came is not the recording of this step.');
      return new RecordedSandbox(cast, clock);
    },
  };
}

/** Where the build puts it (src/pages/recordings). */
async function fromSite(root: string, step: string, signal: AbortSignal): Promise<string> {
  let response: Response;
  try {
    response = await fetch(`${root}recordings/${step}.cast`, { signal });
  } catch (error) {
    signal.throwIfAborted();
    throw bootFailed('The network did not bring it.', error);
  }
  if (!response.ok) throw bootFailed(`The site answered ${response.status} in its place.`);
  return response.text();
}

function bootFailed(reason: string, cause?: unknown): SandboxError {
  const message = `The recorded run could not be opened. ${reason}`;
  return new SandboxError('boot-failed', message, 'Try once more; if it stays, run the step at home.', { cause });
}

const realTime: Clock = {
  now: () => performance.now(),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};
