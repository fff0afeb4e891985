/** A timer that counts down by the server's clock: pages of a class are seconds apart. */
import { effect, type ReadonlySignal } from '@preact/signals-core';
import { timeLeft } from '../model/words.ts';
import type { Timer } from '../model/workshop.ts';
import { element } from '../../../components/kit/dom.ts';

const TICK_MS = 250;

/** @param serverNow the server's clock when the timer's view was sent, in ms since 1970 */
export function timerLine(
  timer: ReadonlySignal<Timer | null>,
  serverNow: ReadonlySignal<number>,
  life: AbortSignal,
): HTMLElement {
  const line = element('p', { className: 'workshop-timer', role: 'timer' }, []);
  let ticking: ReturnType<typeof setInterval> | undefined;
  const stop = effect(() => {
    clearInterval(ticking);
    const running = timer.value;
    line.hidden = running === null;
    if (running === null) return;
    const ahead = serverNow.value - Date.now();
    const show = () => {
      const left = running.endsAt - (Date.now() + ahead);
      const words = [running.label, left <= 0 ? 'time is up' : timeLeft(left)].filter((each) => each !== '').join(': ');
      if (line.textContent !== words) line.textContent = words;
      if (left <= 0) clearInterval(ticking);
    };
    ticking = setInterval(show, TICK_MS);
    show();
  });
  life.addEventListener('abort', () => {
    stop();
    clearInterval(ticking);
  });
  return line;
}
