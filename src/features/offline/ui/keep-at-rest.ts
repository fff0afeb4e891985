/**
 * Wakes the script that keeps the course offline (Offline.astro) once the page is at rest: what is wanted now comes first, the page,
 * and two seconds later its editor and its engine. A browser that saves data is asked first.
 */
import { savesData } from '../../../browser/saves-data.ts';

const REST_MS = 5_000;

const button = document.querySelector<HTMLElement>('#offline button');
const script = document.getElementById('offline-script');
// Not every page is kept.
if (button !== null && script instanceof HTMLTemplateElement) {
  const keep = () => document.body.append(script.content);
  // Over plain http there is no worker.
  if (savesData() && !navigator.serviceWorker?.controller) {
    button.hidden = false;
    button.addEventListener('click', keep);
  } else if (top === self) {
    // Safari has no idle callback.
    const whenIdle = window.requestIdleCallback ?? setTimeout;
    addEventListener('load', () => setTimeout(() => whenIdle(keep), REST_MS));
  }
}
