/** Warnings of our own code, which Node's library prints at once, like those of its C++. */
import { noop } from './host.ts';

type EmitWarning = (text: string) => void;

let emit: EmitWarning = noop;

export function knowEmitWarning(callback: EmitWarning): void {
  emit = callback;
}

export function warnAtOnce(text: string): void {
  emit(text);
}
