/** The picture in words, for who cannot see it: said when it changes, also off screen, and not more often than one can listen. */
import { effect } from '@preact/signals-core';
import { describePicture } from '../../visualiser/describe.ts';
import type { Playhead } from '../../visualiser/playhead.ts';

/** In milliseconds. */
const PAUSE_MS = 1_500;

export function sayPicture(place: HTMLElement, playhead: Playhead, signal: AbortSignal): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const say = () => {
    timer = undefined;
    const text = describePicture(playhead.topology.peek());
    if (place.textContent !== text) place.textContent = text;
  };
  const stop = effect(() => {
    void playhead.topology.value;
    timer ??= setTimeout(say, PAUSE_MS);
  });
  signal.addEventListener('abort', () => {
    stop();
    clearTimeout(timer);
  });
}
