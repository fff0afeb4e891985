/** Sentences in a program's output when a limit ends or slows it: the reason, and a remedy. */
import type { StopReason } from './sandbox.ts';
import type { Limits } from './limits.ts';

/** V8's last words when a heap is full, before its dump (v8/src/api/api.cc, FatalProcessOutOfMemory). */
export function isHeapFailure(text: string): boolean {
  return text.includes('JavaScript heap out of memory');
}

export function heapSentence({ heapMegabytes }: Limits): string {
  return `a process used up its ${heapMegabytes} MB of heap, so Node ended it. Look for an array, map or cache that only grows.`;
}

export function slowSentence({ outputBytesPerSecond }: Limits): string {
  return (
    `this program prints more than ${inMegabytes(outputBytesPerSecond)} a second. ` +
    'Its writes wait now, as a terminal cannot take more. Print less, or stop it.'
  );
}

export function stopSentence(reason: Exclude<StopReason, 'stopped' | 'connection-lost'>, limits: Limits): string {
  switch (reason) {
    case 'output-limit':
      return (
        `this program printed more than ${inMegabytes(limits.outputBytes)}, so it was stopped. ` +
        'Print less, or only every thousandth time, and start it again.'
      );
    case 'memory-limit':
      return (
        `the processes of this program took more than ${inMegabytes(limits.residentBytes)} of memory together, so it was stopped. ` +
        'Fork fewer workers, or keep less in memory, buffers included.'
      );
    case 'process-limit':
      return `this program had more than ${limits.processes} processes at once, so it was stopped. Fork fewer workers.`;
    case 'idle-limit':
      return `nobody has used this program for ${Math.round(limits.idleMs / 60_000)} minutes, so it was stopped. Start it again to go on.`;
    default:
      return reason satisfies never;
  }
}

/** A notice as it stands in a program's output. @param speaker the notice's sender, since it is not the program */
export function asNotice(sentence: string, speaker: string): string {
  return `\r\n\u001b[33m${speaker}: ${sentence}\u001b[0m\r\n`;
}

function inMegabytes(bytes: number): string {
  return `${bytes / 1_000_000} MB`;
}
