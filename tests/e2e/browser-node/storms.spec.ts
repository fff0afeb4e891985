/** Programs that never let go: the page stays responsive beside them, and Stop ends them at once. */
import type { Page } from '@playwright/test';
import type { Sandbox } from '@cluster-lab/sandbox';
import { defaultLimits } from '@cluster-lab/sandbox/limits';
import { slowSentence } from '@cluster-lab/sandbox/notices';
import { expect, test } from './page.ts';
import { SLOW } from '../support/slow.ts';

/** Stop, and a click between two frames; a machine that is busy with other tests needs some of it. */
const MOST_MS = { stop: 2_000, gap: 1_500 } as const;

interface Storm {
  readonly stopMs: number;
  /** The longest time in which the page could not answer. */
  readonly gapMs: number;
  readonly output: string;
}

/** Lets it rage for a moment, then stops it. */
function rage(page: Page, source: string): Promise<Storm> {
  return page.evaluate(async (text) => {
    const { engine } = globalThis as unknown as {
      engine: { boot(options: object, signal: AbortSignal): Promise<Sandbox> };
    };
    const sandbox = await engine.boot({}, AbortSignal.timeout(60_000));
    await sandbox.mount({ 'main.mjs': text });
    const program = await sandbox.spawn('node', ['main.mjs'], { env: { FORCE_COLOR: '0' } });
    let output = '';
    const rages = Promise.withResolvers<undefined>();
    const reading = (async () => {
      for await (const chunk of program.output) {
        if (output.length < 9_000_000) output += chunk;
        rages.resolve(undefined);
      }
    })();
    await rages.promise;
    let [last, gapMs] = [performance.now(), 0];
    const lookAround = () => {
      gapMs = Math.max(gapMs, performance.now() - last);
      last = performance.now();
    };
    const interval = setInterval(lookAround, 10);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    const before = performance.now();
    await program.stop();
    const stopMs = performance.now() - before;
    lookAround();
    clearInterval(interval);
    await reading;
    await sandbox.dispose();
    return {
      stopMs,
      gapMs,
      output: `${output.slice(0, 1_000)}${output.slice(-1_000)}${/Cluster Lab[^\n]*/.exec(output)?.[0]}`,
    };
  }, source);
}

const inWorkers = (source: string) =>
  `import cluster from 'node:cluster'; if (cluster.isPrimary) { cluster.fork(); cluster.fork(); } else { ${source} }`;

const STORMS: Readonly<Record<string, string>> = {
  'an endless loop in the primary': "console.log('go'); for (;;);",
  'endless loops in workers': inWorkers("console.log('go'); for (;;);"),
  'endless microtasks': "console.log('go'); const next = () => Promise.resolve().then(next); next();",
  'short lines without end in workers': inWorkers("for (let i = 0; ; i++) console.log('line', i);"),
  'messages without end': inWorkers("console.log('go'); for (;;) process.send({ a: 1 });"),
  'files without end':
    "import fs from 'node:fs'; console.log('go'); for (let i = 0; ; i++) fs.writeFileSync('x.txt', 'y' + i);",
  'signals without end':
    "console.log('go'); process.on('SIGUSR2', () => {}); for (;;) process.kill(process.pid, 'SIGUSR2');",
};

for (const [name, source] of Object.entries(STORMS)) {
  test(`the page stands ${name}`, SLOW, async ({ plainPage }) => {
    const { stopMs, gapMs } = await rage(plainPage, source);
    expect(stopMs).toBeLessThan(MOST_MS.stop);
    expect(gapMs).toBeLessThan(MOST_MS.gap);
  });
}

test('a flood of output is slowed with a sentence', SLOW, async ({ plainPage }) => {
  const { output, stopMs } = await rage(plainPage, "for (;;) console.log('x'.repeat(10_000));");
  expect(output).toContain(slowSentence(defaultLimits));
  expect(stopMs).toBeLessThan(MOST_MS.stop);
});
