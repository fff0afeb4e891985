/** In a browser: In-browser Node, with what the bench measures from the page's side. */
import { script } from 'virtual:browser-node';
import { createBrowserNodeEngine } from '../../src/sandbox/browser-node.ts';
import type { GuestTexts } from '../../src/session/guest.ts';
import type { Program } from '../../src/session/program.ts';
import { pressRun } from './press-run.ts';

const engine = createBrowserNodeEngine(script);
const sandbox = engine.boot({}, AbortSignal.timeout(20_000));
let running: Program | undefined;

Object.assign(globalThis, {
  booted: sandbox.then(() => true),
  /** @returns milliseconds until the word was printed; the program runs on */
  async pressRun(source: string, guests: GuestTexts, word: string): Promise<number> {
    const { program, ms } = await pressRun(await sandbox, source, guests, word);
    running = program;
    return ms;
  },
  async stopRun(): Promise<void> {
    await running?.stop();
  },
  /** @returns what it printed until its end */
  async runToEnd(source: string): Promise<string> {
    const opened = await sandbox;
    await opened.mount({ 'main.mjs': source });
    const { output } = await opened.spawn('node', ['main.mjs']);
    let text = '';
    for await (const part of output) text += part;
    return text;
  },
});
