/** Keeps a learner's edits of a step over reloads; what still is as the step gave it is not kept. */
import { isInside } from '@cluster-lab/sandbox/file-rules';
import { isRecord } from '../core/is-record.ts';
import { asideOf, editsOf, type StoredKey } from './keys.ts';
import { isTime } from './parse.ts';
import { openStorage, type Storage } from './storage.ts';

const VERSION = 1;
export type Texts = Readonly<Record<string, string>>;

/** A whole text of a step that is not the one in the editor: another tab's, or one that something else took the place of. */
export interface OtherTexts {
  /** Every file of the step. */
  readonly files: Texts;
  /** When it was written; undefined where nobody noted it. */
  readonly at: number | undefined;
}

/** Put aside by one tab. */
export interface AsideTexts extends OtherTexts {
  readonly id: string;
}

/** More would be an archive, which nobody tends. */
const MOST_ASIDE = 3;

export class EditsStore {
  readonly #storage: Storage;

  constructor(storage: Storage = openStorage()) {
    this.#storage = storage;
  }

  /** Whether edits will outlive this page. */
  get isLasting(): boolean {
    return this.#storage.isLasting;
  }

  /** Edited files of a step; empty when there are none or they cannot be read. */
  read(step: string): Texts {
    return textsOf(this.#parse(editsOf(step)));
  }

  /** When they were written, where that is known. */
  writtenAt(step: string): number | undefined {
    const at = this.#parse(editsOf(step))['at'];
    return isTime(at) ? at : undefined;
  }

  /** What is stored, to be compared with what was. */
  raw(step: string): string | undefined {
    return this.#storage.get(editsOf(step));
  }

  /** @param start the step's own files. @returns false when the browser has no room for them */
  write(step: string, files: Texts, start: Texts, at = Date.now()): boolean {
    const edited = Object.entries(files).filter(([path, text]) => start[path] !== text);
    if (edited.length > 0) return this.#store(editsOf(step), { at, files: Object.fromEntries(edited) });
    this.#storage.delete(editsOf(step));
    return true;
  }

  /** The newest first. */
  aside(step: string): readonly AsideTexts[] {
    const { list } = this.#parse(asideOf(step));
    return (Array.isArray(list) ? (list as readonly unknown[]) : []).flatMap((each) => {
      const files = isRecord(each) ? textsOf(each) : {};
      if (!isRecord(each) || typeof each['id'] !== 'string' || Object.keys(files).length === 0) return [];
      return { id: each['id'], files, at: isTime(each['at']) ? each['at'] : undefined };
    });
  }

  /** @returns false when there is no room for it */
  putAside(step: string, texts: AsideTexts): boolean {
    const same = JSON.stringify(texts.files);
    const others = this.aside(step).filter(({ id, files }) => id !== texts.id && JSON.stringify(files) !== same);
    return this.#store(asideOf(step), { list: [texts, ...others].slice(0, MOST_ASIDE) });
  }

  dropAside(step: string, id: string): void {
    const before = this.aside(step);
    const list = before.filter((each) => each.id !== id);
    if (list.length === 0) this.#storage.delete(asideOf(step));
    else if (list.length < before.length) this.#store(asideOf(step), { list });
  }

  /** Calls `hear` when another tab changes anything of a step, until `signal` aborts. */
  watch(step: string, hear: () => void, signal: AbortSignal): void {
    const own: readonly (StoredKey | null)[] = [editsOf(step), asideOf(step), null];
    this.#storage.watch((key) => (own.includes(key) ? hear() : undefined), signal);
  }

  #store(key: StoredKey, value: object): boolean {
    return this.#storage.set(key, JSON.stringify({ version: VERSION, ...value }));
  }

  #parse(key: StoredKey): Record<string, unknown> {
    try {
      const value: unknown = JSON.parse(this.#storage.get(key) ?? 'null');
      return isRecord(value) && value['version'] === VERSION ? value : {};
    } catch {
      return {};
    }
  }
}

/** What names no file is dropped, and costs the learner nothing else. */
function textsOf({ files }: Record<string, unknown>): Texts {
  if (!isRecord(files)) return {};
  return Object.fromEntries(
    Object.entries(files).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && isInside(entry[0]),
    ),
  );
}
