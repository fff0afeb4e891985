/** What a learner reported and the server has not confirmed: kept on this computer until it has. */
import type { Report } from '../model/protocol.schema.ts';
import { unsentOf } from '../../../browser/keys.ts';
import type { Storage } from '../../../browser/storage.ts';

export interface Unsent {
  readonly id: string;
  readonly report: Report;
}

/** Weeks of work without the server. */
const MOST_UNSENT = 2_000;

export interface Outbox {
  add(report: Report): Unsent;
  remove(id: string): void;
  /** In the order in which they were made. */
  all(): readonly Unsent[];
  clear(): void;
}

/** One key for each, so that tabs do not overwrite what another one keeps. @param scope of this workshop's member */
export function openOutbox(storage: Storage, scope: string): Outbox {
  const kept = unsentOf(scope);
  // Storage may be full: what it refuses lives as long as the page.
  const waiting = new Map<string, Report>();
  for (const key of storage
    .keys()
    .filter((each) => kept.has(each))
    .sort()) {
    const report = parse(storage.get(key));
    if (report === undefined) storage.delete(key);
    else waiting.set(kept.nameOf(key), report);
  }
  const remove = (id: string) => {
    waiting.delete(id);
    storage.delete(kept.of(id));
  };
  return {
    add(report) {
      const id = newId();
      const [oldest] = waiting.keys();
      if (waiting.size >= MOST_UNSENT && oldest !== undefined) remove(oldest);
      waiting.set(id, report);
      storage.set(kept.of(id), JSON.stringify(report));
      return { id, report };
    },
    remove,
    all: () => [...waiting].map(([id, report]) => ({ id, report })),
    clear() {
      for (const id of [...waiting.keys()]) remove(id);
    },
  };
}

let made = 0;

/** Sorts by time. `crypto.randomUUID` is missing over plain http; these bytes are not. */
export function newId(): string {
  const chance = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(36).padStart(2, '0'));
  const order = (made++ % 46_656).toString(36).padStart(3, '0');
  return `${Date.now().toString(36)}-${order}-${chance.join('')}`;
}

/** The server reads it through its schema: here it need only be an object. */
function parse(text: string | undefined): Report | undefined {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    return typeof value === 'object' && value !== null ? (value as Report) : undefined;
  } catch {
    return undefined;
  }
}
