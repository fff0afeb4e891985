/** What every page of a workshop needs: where the server is, and effects that end with the page's part. */
import { effect } from '@preact/signals-core';
import { WORKSHOP_SOCKET_PATH } from '../model/protocol.ts';

/** Where the page came from. */
export function socketUrl(): string {
  const url = new URL(WORKSHOP_SOCKET_PATH, location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}

export function during(life: AbortSignal, show: () => void): void {
  const stop = effect(show);
  life.addEventListener('abort', stop);
}

/** Calls `show` when the answer of `read` is another one: what is on the page keeps its focus until something changed. */
export function onNews<Value>(life: AbortSignal, read: () => Value, show: (value: Value) => void): void {
  let last: string | undefined;
  during(life, () => {
    const value = read();
    const text = JSON.stringify(value) ?? '';
    if (text === last) return;
    last = text;
    show(value);
  });
}
