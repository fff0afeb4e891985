/**
 * A learner's edits of one step in one tab, beside those of other tabs: a tab writes only over a text that it has shown, and what
 * is not in the editor is kept aside until its learner says what becomes of it.
 */
import { signal, type ReadonlySignal } from '@preact/signals-core';
import type { AsideTexts, EditsStore, OtherTexts, Texts } from './edits-store.ts';

/** A text that waits for the learner's word. */
export interface Rival extends OtherTexts {
  /** Written by another tab since this one has shown what was stored; or put aside before. */
  readonly kind: 'other-tab' | 'aside';
}

export interface StepEditsOptions {
  readonly step: string;
  /** The step's own files. */
  readonly start: Texts;
  readonly store: EditsStore;
  readonly now: () => number;
}

export class StepEdits {
  readonly rival: ReadonlySignal<Rival | undefined>;
  readonly #options: StepEditsOptions;
  readonly #rival = signal<Rival | undefined>(undefined);
  /** Of what this tab puts aside while it may not write. */
  readonly #id = crypto.getRandomValues(new Uint32Array(2)).join('-');
  /** What was stored when this tab last showed or wrote it. */
  #seen: string | undefined;
  /** What the editor holds. */
  #files: Texts;

  constructor(options: StepEditsOptions) {
    const { store, step } = options;
    this.#options = options;
    this.rival = this.#rival;
    this.#seen = store.raw(step);
    this.#files = this.#whole(store.read(step));
    this.#look();
  }

  /** What the editor begins with: every file of the step. */
  get files(): Texts {
    return this.#files;
  }

  /** Hears of other tabs until `abortSignal` aborts. A page that comes back from the browser's history has missed what they did. */
  watch(abortSignal: AbortSignal): void {
    const { store, step } = this.#options;
    store.watch(step, () => this.#look(), abortSignal);
    addEventListener('pageshow', () => this.#look(), { signal: abortSignal });
  }

  /** What the editor holds now; to be kept soon. */
  hold(files: Texts): void {
    this.#files = files;
  }

  /** Keeps what the editor holds. @returns whether it will be there after a reload */
  keep(): boolean {
    const { store, step, start, now } = this.#options;
    const files = this.#files;
    if (this.#look()?.kind === 'other-tab') {
      if (isSame(files, start)) store.dropAside(step, this.#id);
      else return store.putAside(step, { id: this.#id, files, at: now() }) && store.isLasting;
      return store.isLasting;
    }
    if (isSame(this.#whole(store.read(step)), files)) return store.isLasting;
    const isStored = store.write(step, files, start, now());
    this.#seen = store.raw(step);
    return isStored && store.isLasting;
  }

  /** The rival's text takes the place of the editor's, which is put aside. @returns what the editor is to hold */
  take(): Texts {
    const rival = this.#look();
    if (rival === undefined) return this.#files;
    const before = this.#files;
    this.#settle(rival, before);
    this.#files = rival.files;
    if (rival.kind === 'aside') this.keep();
    this.#look();
    return this.#files;
  }

  /** The editor's text stays: another tab's is put aside, and one that was aside is forgotten. */
  decline(): void {
    const rival = this.#look();
    if (rival === undefined) return;
    this.#settle(rival, rival.kind === 'other-tab' ? rival.files : undefined);
    this.keep();
    this.#look();
  }

  /** What was stored counts as seen, what waited is no longer waiting, and `aside` is kept for later. */
  #settle(rival: Rival & Partial<AsideTexts>, aside: Texts | undefined): void {
    const { store, step, start, now } = this.#options;
    this.#seen = store.raw(step);
    store.dropAside(step, rival.id ?? this.#id);
    const id = `${this.#id}-${now()}`;
    if (aside !== undefined && !isSame(aside, start)) store.putAside(step, { id, files: aside, at: now() });
    this.#rival.value = undefined;
  }

  /** The newest that there is: the other tab may have typed on. */
  #look(): Rival | undefined {
    const { store, step } = this.#options;
    const raw = store.raw(step);
    const stored = this.#whole(store.read(step));
    if (raw !== this.#seen && isSame(stored, this.#files)) this.#seen = raw;
    if (raw !== this.#seen) {
      return (this.#rival.value = { kind: 'other-tab', files: stored, at: store.writtenAt(step) });
    }
    const [aside] = store.aside(step).filter(({ files }) => !isSame(files, this.#files));
    return (this.#rival.value = aside && { ...aside, kind: 'aside', files: this.#whole(aside.files) });
  }

  /** The step may have changed since: its files are those that it has now. */
  #whole(edited: Texts): Texts {
    const { start } = this.#options;
    return Object.fromEntries(Object.entries(start).map(([path, text]) => [path, edited[path] ?? text]));
  }
}

function isSame(one: Texts, other: Texts): boolean {
  const paths = Object.keys(one);
  return paths.length === Object.keys(other).length && paths.every((path) => one[path] === other[path]);
}
