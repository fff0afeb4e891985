/** Where the workshops' server is, and what the board asks of its news. */
import { WORKSHOP_SOCKET_PATH } from '../model/protocol.ts';
import { watch } from '../../../components/kit/watch.ts';

/** Where the page came from. */
export function socketUrl(): string {
  const url = new URL(WORKSHOP_SOCKET_PATH, location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}

/** Calls `show` when the answer of `read` is another one: what is on the page keeps its focus until something changed. */
export function onNews<Value>(signal: AbortSignal, read: () => Value, show: (value: Value) => void): void {
  let last: string | undefined;
  watch(signal, () => {
    const value = read();
    const text = JSON.stringify(value) ?? '';
    if (text === last) return;
    last = text;
    show(value);
  });
}
