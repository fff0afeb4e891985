/** Keeps a learner's progress: read anew at each change, since another tab may have written it, and in memory where nothing can be stored. */
import { noProgress, type Progress } from '../model/progress.ts';
import { parseProgress } from '../model/parse.ts';
import { record, type Happening } from '../model/record.ts';
import { PROGRESS } from '../../../browser/keys.ts';
import { openStorage, type Storage } from '../../../browser/storage.ts';

export class ProgressStore {
  readonly #storage: Storage;
  readonly #now: () => number;
  readonly #listeners = new Set<() => void>();
  /** Whether the browser had room for what was last written. */
  #isSaved = true;

  constructor(storage: Storage = openStorage(), now: () => number = Date.now) {
    this.#storage = storage;
    this.#now = now;
  }

  /** Whether progress will outlive this page. */
  get isLasting(): boolean {
    return this.#storage.isLasting && this.#isSaved;
  }

  /** Nothing done, when nothing is kept or it cannot be read. */
  read(): Progress {
    return parseText(this.#storage.get(PROGRESS)) ?? noProgress;
  }

  record(happening: Happening): void {
    const before = this.read();
    const after = record(before, happening, this.#now());
    if (after !== before) this.replace(after);
  }

  replace(progress: Progress): void {
    this.#isSaved = this.#storage.set(PROGRESS, JSON.stringify(progress));
    this.#tell();
  }

  clear(): void {
    this.#isSaved = true;
    this.#storage.delete(PROGRESS);
    this.#tell();
  }

  /** Calls `hear` after each change, whichever tab made it. */
  onChange(hear: () => void, signal: AbortSignal): void {
    this.#listeners.add(hear);
    signal.addEventListener('abort', () => this.#listeners.delete(hear));
    this.#storage.watch((key) => {
      if (key === null || key === PROGRESS) hear();
    }, signal);
  }

  #tell(): void {
    for (const hear of this.#listeners) hear();
  }
}

let opened: ProgressStore | undefined;

/** One for the page, so that its parts hear of each other. */
export function openProgress(): ProgressStore {
  opened ??= new ProgressStore();
  return opened;
}

function parseText(text: string | undefined): Progress | undefined {
  if (text === undefined) return undefined;
  try {
    return parseProgress(JSON.parse(text));
  } catch {
    return undefined;
  }
}
