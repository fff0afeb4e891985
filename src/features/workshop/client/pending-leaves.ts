/** Leaving is told to the server in its own time: it may be away when a learner leaves, and they may close the page before it is back. */
import { effect } from '@preact/signals-core';
import { WORKSHOP_LEAVING } from '../../../browser/keys.ts';
import type { Storage } from '../../../browser/storage.ts';
import { openConnection } from './connection.ts';

/** Tokens whose workshops have not heard it. */
function leaving(storage: Storage): readonly string[] {
  return (storage.get(WORKSHOP_LEAVING) ?? '').split(' ').filter((token) => token !== '');
}

/** From now on until the server knows, on this page or a later one. */
export function leaveLater(token: string, url: string, storage: Storage): void {
  storage.set(WORKSHOP_LEAVING, [...new Set([...leaving(storage), token])].join(' '));
  tell(token, url, storage);
}

/** What a page does that finds leavings of an earlier one. */
export function sendPendingLeaves(url: string, storage: Storage): void {
  for (const token of leaving(storage)) tell(token, url, storage);
}

function tell(token: string, url: string, storage: Storage): void {
  const connection = openConnection({
    url,
    hello: () => ({ type: 'return', token }),
    onMessage: () => void connection.send({ type: 'leave' }),
  });
  const stop = effect(() => {
    // Whoever left is dismissed, and whoever is unknown has left already.
    if (connection.status.value.is !== 'closed') return;
    const others = leaving(storage).filter((each) => each !== token);
    if (others.length === 0) storage.delete(WORKSHOP_LEAVING);
    else storage.set(WORKSHOP_LEAVING, others.join(' '));
    queueMicrotask(() => stop());
  });
}
