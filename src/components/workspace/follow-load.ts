/** What came back of a load, in words: the driver may be done before the last worker's report is here, so they follow what is known. */
import { effect } from '@preact/signals-core';
import type { LoadFacts } from '../../core/check/facts.ts';
import { describeLoad } from '../../core/load/describe-load.ts';
import type { Program } from '../../session/program.ts';

/** Between two looks, in milliseconds: each goes through all that came back, and a busy run reports all the time. */
const LOOK_MS = 250;

/** @param say hears them at once and when they may have changed. @returns ends it */
export function followLoad(program: Program, load: LoadFacts, say: (words: string) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    timer = undefined;
    say(describeLoad(load, program.log.connections));
  };
  look();
  const stop = effect(() => {
    if (program.activity > 0) timer ??= setTimeout(look, LOOK_MS);
  });
  return () => {
    stop();
    clearTimeout(timer);
  };
}
