/** Keeps a learner's edits of a step over reloads; what still is as the step gave it is not kept. */
import { isInside } from '../core/files/file-rules.ts';
import { openStorage, type Storage } from './storage.ts';

const VERSION = 1;
type Texts = Readonly<Record<string, string>>;

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
    const text = this.#storage.get(`edits:${step}`);
    if (text === undefined) return {};
    try {
      const { version, files } = JSON.parse(text) as { version?: unknown; files?: unknown };
      if (version !== VERSION || typeof files !== 'object' || files === null) return {};
      return Object.fromEntries(
        Object.entries(files).filter(
          (entry): entry is [string, string] => typeof entry[1] === 'string' && isInside(entry[0]),
        ),
      );
    } catch {
      return {};
    }
  }

  /** @param start the step's own files. @returns false when the browser has no room for them */
  write(step: string, files: Texts, start: Texts): boolean {
    const edited = Object.entries(files).filter(([path, text]) => start[path] !== text);
    if (edited.length > 0)
      return this.#storage.set(
        `edits:${step}`,
        JSON.stringify({ version: VERSION, files: Object.fromEntries(edited) }),
      );
    this.#storage.delete(`edits:${step}`);
    return true;
  }
}
