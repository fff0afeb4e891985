/** A session as every workspace of a page opens it, and the key that runs it. */
import type { ReadonlySignal } from '@preact/signals-core';
import { ENGINE } from '../../browser/keys.ts';
import { openStorage } from '../../browser/storage.ts';
import type { StepProgram } from '../../core/lesson/step-program.ts';
import { bootFirst, warmUp } from '../../sandbox/select-engine.ts';
import type { GuestTexts } from '../../session/guest.ts';
import { loadJudge, Session, type Boot } from '../../session/session.ts';
import { bootRecording, engineChoices, once } from './engines.ts';
import { onIntentOrIdle } from './intent.ts';
import type { Workspace } from './session-of.ts';

/** On the engine that serves here, or on the step's recording while that is asked for. */
export function openSession(step: StepProgram, watchesRecording: ReadonlySignal<boolean>): Session {
  return sessionOn(step, (options, abort) =>
    watchesRecording.value
      ? bootRecording(options, abort)
      : bootFirst(engineChoices, openStorage().get(ENGINE), options, abort),
  );
}

/** Inside the page, whatever else is on offer. */
export function openSessionInPage(step: StepProgram): Session {
  return sessionOn(step, (options, abort) => bootFirst(engineChoices, 'browser-node', options, abort));
}

function sessionOn(step: StepProgram, boot: Boot): Session {
  return new Session({ step, guests: loadGuests, boot, shelf: loadShelf });
}

/** What Run needs, ahead of it: on intent, or while the learner reads. */
export function makeReady(workspace: HTMLElement, signal: AbortSignal): void {
  onIntentOrIdle(workspace, signal, () => {
    void loadGuests().catch(() => undefined);
    void loadShelf().catch(() => undefined);
    void loadJudge().catch(() => undefined);
    void warmUp(engineChoices, openStorage().get(ENGINE));
  });
}

/** Ctrl+Enter or Cmd+Enter, wherever the focus is on the page: before the editor can take it for itself. */
export function onRunKey(workspace: Workspace, signal: AbortSignal): void {
  addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      // A question that the page asks comes first, and what is not shown does not run.
      if (document.querySelector('dialog[open]') !== null || !workspace.checkVisibility()) return;
      event.preventDefault();
      event.stopPropagation();
      void workspace.run();
    },
    { capture: true, signal },
  );
}

/** The packages that programs may import: their list, and each archive when a program first needs it. */
const loadShelf = once(async () => {
  const [{ openShelf }, { packages }] = await Promise.all([import('@cluster-lab/shelf'), import('virtual:shelf')]);
  return openShelf(packages);
});

let guests: Promise<GuestTexts> | undefined;

/** The programs that run beside the learner's; loaded once, tried again after a failure. */
function loadGuests(): Promise<GuestTexts> {
  guests ??= Promise.all([import('virtual:guest/tracer'), import('virtual:guest/load-generator')]).then(
    ([tracer, loadGenerator]) => ({ tracer: tracer.default, loadGenerator: loadGenerator.default }),
    (error: unknown) => {
      guests = undefined;
      throw error;
    },
  );
  return guests;
}
