/** A timer that counts down by the server's clock: pages of a class are seconds apart. */
import { signal, type ReadonlySignal } from '@preact/signals-core';
import { html, type TemplateResult } from 'lit-html';
import { watch } from '../../../components/kit/watch.ts';
import { timeLeft } from '../model/words.ts';
import type { Timer } from '../model/workshop.ts';

const TICK_MS = 250;

export interface TimerView {
  readonly timer: Timer | null;
  /** The server's clock when this was sent, in ms since 1970. */
  readonly now: number;
}

/** What is left in words; undefined while no timer runs. */
export function timerWords(
  view: () => TimerView | undefined,
  abortSignal: AbortSignal,
): ReadonlySignal<string | undefined> {
  const words = signal<string | undefined>(undefined);
  let ticking: ReturnType<typeof setInterval> | undefined;
  watch(abortSignal, () => {
    clearInterval(ticking);
    const { timer = null, now = 0 } = view() ?? {};
    const ahead = now - Date.now();
    const tell = () => {
      if (timer === null) return void (words.value = undefined);
      const left = timer.endsAt - (Date.now() + ahead);
      words.value = [timer.label, left <= 0 ? 'time is up' : timeLeft(left)].filter((each) => each !== '').join(': ');
      if (left <= 0) clearInterval(ticking);
    };
    if (timer !== null) ticking = setInterval(tell, TICK_MS);
    tell();
  });
  abortSignal.addEventListener('abort', () => clearInterval(ticking));
  return words;
}

export function timerLine(words: string | undefined): TemplateResult {
  return html`<p class="workshop-timer" role="timer" ?hidden=${words === undefined}>${words}</p>`;
}
