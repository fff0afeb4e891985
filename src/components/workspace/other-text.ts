/** Another text of what is in the editor: its bar loads once there is one. */
import { effect, type ReadonlySignal } from '@preact/signals-core';
import type { Rival } from '../../browser/step-edits.ts';
import type { Files } from '../../core/lesson/step-program.ts';

export interface OtherTextOptions {
  /** What was edited, in a word. */
  readonly what: 'step' | 'playground';
  readonly rival: ReadonlySignal<Rival | undefined>;
  /** What the editor holds. */
  readonly files: ReadonlySignal<Files>;
  /** The other text takes the place of the editor's. */
  readonly take: () => void;
  /** The editor's text stays. */
  readonly decline: () => void;
}

export function offerOtherText(workspace: HTMLElement, signal: AbortSignal, options: OtherTextOptions): void {
  const place = workspace.querySelector<HTMLElement>('.other-text');
  if (place === null) return;
  let isLoaded = false;
  const stop = effect(() => {
    if (options.rival.value === undefined || isLoaded) return;
    isLoaded = true;
    void import('./other-text-bar.ts').then(
      ({ showOtherText }) => showOtherText(place, signal, options),
      () => (isLoaded = false),
    );
  });
  signal.addEventListener('abort', stop);
}
