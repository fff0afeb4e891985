/** Keeps the playground over reloads, and the last pieces of own work that something else took the place of. */
import { isInside } from '@cluster-lab/sandbox/file-rules';
import { isSameWork, parsePlayground, type Playground } from '../model/playground.ts';
import { isRecord } from '../../../core/is-record.ts';
import { PLAYGROUND, PLAYGROUND_EARLIER, type StoredKey } from '../../../browser/keys.ts';
import { isTime } from '../../../browser/parse.ts';
import { openStorage, type Storage } from '../../../browser/storage.ts';

const VERSION = 1;

/** More would be an archive, which nobody tends. */
export const MOST_EARLIER = 5;

/** What `from` says of a program that a link brought, which stays so when it is changed; no program of the gallery is called so. */
export const A_LINK = '#link';

export interface KeptPlayground {
  readonly playground: Playground;
  /** The program of the gallery that it began as, or `A_LINK`. */
  readonly from: string | undefined;
  /** Whether it is the learner's own work: not as the gallery, a link or a folder gave it. */
  readonly isOwn: boolean;
}

export interface EarlierPlayground extends KeptPlayground {
  /** When something else took its place. */
  readonly at: number;
}

export class PlaygroundStore {
  readonly #storage: Storage;
  #seen: string | undefined;

  constructor(storage: Storage = openStorage()) {
    this.#storage = storage;
  }

  get isLasting(): boolean {
    return this.#storage.isLasting;
  }

  read(): KeptPlayground | undefined {
    this.see();
    return keptOf(this.#parse(PLAYGROUND));
  }

  /** What is stored by now counts as seen. */
  see(): void {
    this.#seen = this.#storage.get(PLAYGROUND);
  }

  /** What another tab has stored since this one read or wrote. */
  get unseen(): KeptPlayground | undefined {
    return this.#storage.get(PLAYGROUND) === this.#seen ? undefined : keptOf(this.#parse(PLAYGROUND));
  }

  /** Calls `hear` when another tab writes, until `signal` aborts. */
  watch(hear: () => void, signal: AbortSignal): void {
    this.#storage.watch((key) => (key === PLAYGROUND ? hear() : undefined), signal);
  }

  /** @returns false when the browser has no room for it */
  write(kept: KeptPlayground): boolean {
    const isStored = this.#storage.set(PLAYGROUND, JSON.stringify({ version: VERSION, ...kept }));
    this.see();
    return isStored;
  }

  /** The newest first. */
  get earlier(): readonly EarlierPlayground[] {
    const stored = this.#parse(PLAYGROUND_EARLIER);
    const list = isRecord(stored) && Array.isArray(stored['list']) ? (stored['list'] as readonly unknown[]) : [];
    return list.flatMap((each) => {
      const kept = keptOf(each);
      return kept !== undefined && isRecord(each) && isTime(each['at']) ? { ...kept, at: each['at'] } : [];
    });
  }

  /**
   * Puts work by. The oldest goes where there are too many, or where the room does not reach for all.
   * @returns false when there is no room even for this one alone: then those of before stay
   */
  putBy(kept: EarlierPlayground): boolean {
    const list = [kept, ...this.earlier.filter(({ playground }) => !isSameWork(playground, kept.playground))];
    for (let length = Math.min(list.length, MOST_EARLIER); length > 0; length--) {
      if (this.#writeEarlier(list.slice(0, length))) return true;
    }
    return false;
  }

  /** Takes back what was put by, which is then no longer there. */
  takeBack(playground: Playground): void {
    this.#writeEarlier(this.earlier.filter((each) => !isSameWork(each.playground, playground)));
  }

  #writeEarlier(list: readonly EarlierPlayground[]): boolean {
    return this.#storage.set(PLAYGROUND_EARLIER, JSON.stringify({ version: VERSION, list }));
  }

  #parse(key: StoredKey): unknown {
    try {
      const value: unknown = JSON.parse(this.#storage.get(key) ?? 'null');
      return isRecord(value) && value['version'] === VERSION ? value : undefined;
    } catch {
      return undefined;
    }
  }
}

function keptOf(value: unknown): KeptPlayground | undefined {
  if (!isRecord(value)) return undefined;
  const outcome = parsePlayground(withNamedFiles(value['playground']));
  const { from, isOwn } = value;
  if (!outcome.ok) return undefined;
  return { playground: outcome.value, from: typeof from === 'string' ? from : undefined, isOwn: isOwn !== false };
}

/** What has no name is no file, and must not cost the learner the others. */
function withNamedFiles(playground: unknown): unknown {
  if (!isRecord(playground) || !isRecord(playground['files'])) return playground;
  return {
    ...playground,
    files: Object.fromEntries(Object.entries(playground['files']).filter(([path]) => isInside(path))),
  };
}
