/** `npm run record <lesson>/<step>`: runs the step's solution through its scenario on real Node and keeps the raw output (asciicast v2). */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { courseIn } from '../src/content-reader/read-course.ts';
import type { Sandbox, SandboxProcess } from '../src/sandbox/sandbox.ts';
import { runScenario } from '../src/session/scenario-runner.ts';
import { guestTexts } from '../tests/support/guest-texts.ts';
import { startLocalHost } from '../tests/support/local-host.ts';

const [id = ''] = process.argv.slice(2);
const steps = courseIn('src/content').lessons.flatMap((lesson) => lesson.steps);
const step = steps.find((each) => each.id === id);
if (step === undefined) {
  console.error(`There is no step "${id}". Steps are: ${steps.map((each) => each.id).join(', ')}.`);
  process.exit(1);
}

const host = await startLocalHost({ grantsOf: () => step.program.needs });
const sandbox = await host.engine.boot({ step: id }, AbortSignal.timeout(5_000));
const from = performance.now();
/** Seconds since the start, kind, raw text: trace frames included, so that a replay passes through the same splitter. */
const events: [number, 'o', string][] = [];
const recorded = recordOutput(sandbox, (text) =>
  events.push([Number(((performance.now() - from) / 1_000).toFixed(6)), 'o', text]),
);
const files = { ...step.program.files, ...step.program.solution };
await runScenario({
  sandbox: recorded,
  step: step.program,
  files,
  guests: await guestTexts(),
  onText: () => undefined,
});
await sandbox.dispose();
await host.close();
const header = { version: 2, width: 80, height: 24, title: step.matter.title, env: { NODE_VERSION: process.version } };
const file = path.join('src/content/lessons', step.folder, 'recording.cast');
writeFileSync(file, `${[header, ...events].map((line) => JSON.stringify(line)).join('\n')}\n`);
console.log(`${file}: ${events.length} pieces of output, ${events.at(-1)?.[0] ?? 0} seconds.`);

/** The same sandbox, whose programs' raw output is heard as well. */
function recordOutput(inner: Sandbox, hear: (text: string) => void): Sandbox {
  return new Proxy(inner, {
    get(target, name) {
      if (name !== 'spawn') {
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? (value as () => unknown).bind(target) : value;
      }
      return async (...args: Parameters<Sandbox['spawn']>) => {
        const process = await target.spawn(...args);
        const output = process.output.pipeThrough(
          new TransformStream<string, string>({
            transform(text, controller) {
              hear(text);
              controller.enqueue(text);
            },
          }),
        );
        return new Proxy(process, {
          get(each: SandboxProcess, key) {
            if (key === 'output') return output;
            const value: unknown = Reflect.get(each, key, each);
            return typeof value === 'function' ? (value as () => unknown).bind(each) : value;
          },
        });
      };
    },
  });
}
