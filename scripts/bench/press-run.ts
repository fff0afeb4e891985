/** Presses Run as the page does, with the tracer and all, and tells how long a word takes to be printed. */
import type { Sandbox } from '@cluster-lab/sandbox';
import { withGuests, type GuestTexts } from '../../src/session/guest.ts';
import { Program } from '../../src/session/program.ts';

export interface Pressed {
  readonly program: Program;
  readonly ms: number;
}

/** The program runs on; whoever pressed stops it. */
export async function pressRun(sandbox: Sandbox, source: string, guests: GuestTexts, word: string): Promise<Pressed> {
  const from = performance.now();
  await sandbox.mount(withGuests({ 'main.mjs': source }, guests));
  const printed = Promise.withResolvers<number>();
  let text = '';
  const program = await Program.start({
    sandbox,
    run: { entry: 'main.mjs', args: [], env: {} },
    onText: (part) => {
      text += part;
      if (text.includes(word)) printed.resolve(performance.now() - from);
    },
  });
  return { program, ms: await printed.promise };
}
