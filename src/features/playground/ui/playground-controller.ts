/** The state of a playground: its files, how they are started, where they come from, and earlier work. All changes go through it. */
import { batch, computed, signal, type ReadonlySignal } from '@preact/signals-core';
import type { EarlierPlayground, KeptPlayground, PlaygroundStore } from '../client/playground-store.ts';
import { guessEntry } from '../model/guess-entry.ts';
import type { Rival } from '../../../browser/step-edits.ts';
import { problemOfName } from '../model/file-names.ts';
import { isSameWork, problemOfFiles, type Playground } from '../model/playground.ts';
import type { Files } from '../../../core/lesson/step-program.ts';
import type { Session } from '../../../session/session.ts';

/** All of a playground but its files, which the session holds. */
export type Start = Omit<Playground, 'files'>;

export interface PlaygroundControllerOptions {
  readonly session: Session;
  readonly store: PlaygroundStore;
  readonly first: KeptPlayground;
  readonly now: () => number;
}

export class PlaygroundController {
  readonly session: Session;
  readonly playground: ReadonlySignal<Playground>;
  /** The program of the gallery that it began as, if any. */
  readonly from: ReadonlySignal<string | undefined>;
  /** The newest first. */
  readonly earlier: ReadonlySignal<readonly EarlierPlayground[]>;
  /** What another tab has stored meanwhile, until the learner has chosen. */
  readonly rival: ReadonlySignal<Rival | undefined>;
  /** The file whose tab is open. */
  readonly shownFile = signal('');

  readonly #store: PlaygroundStore;
  readonly #now: () => number;
  readonly #start: ReturnType<typeof signal<Start>>;
  readonly #from: ReturnType<typeof signal<string | undefined>>;
  readonly #earlier: ReturnType<typeof signal<readonly EarlierPlayground[]>>;
  readonly #rival = signal<(Rival & { readonly kept: KeptPlayground }) | undefined>(undefined);
  /** As it was opened; undefined for own work, which is always kept. */
  #origin: Playground | undefined;

  constructor({ session, store, first, now }: PlaygroundControllerOptions) {
    this.session = session;
    this.#store = store;
    this.#now = now;
    const { files: _, ...start } = first.playground;
    this.#start = signal(start);
    this.#from = signal(first.from);
    this.#earlier = signal(store.earlier);
    this.#origin = first.isOwn ? undefined : first.playground;
    this.playground = computed(() => ({ ...this.start, files: session.files.value }));
    this.from = this.#from;
    this.rival = this.#rival;
    this.earlier = this.#earlier as ReadonlySignal<readonly EarlierPlayground[]>;
  }

  get start(): Start {
    return this.#start.value as Start;
  }

  get #files(): Files {
    return this.session.files.value;
  }

  get kept(): KeptPlayground {
    const playground = this.playground.value;
    const isOwn = this.#origin === undefined || !isSameWork(playground, this.#origin);
    return { playground, from: this.from.value, isOwn };
  }

  /** Stores what lies here, unless another tab's work would be lost by it. @returns false when it will not outlive the page */
  store(): boolean {
    this.look();
    return (this.#rival.value !== undefined || this.#store.write(this.kept)) && this.#store.isLasting;
  }

  /** Whether another tab has stored anything else than what lies here. */
  look(): void {
    const kept = this.#store.unseen;
    if (kept === undefined || isSameWork(kept.playground, this.playground.peek())) {
      this.#store.see();
      this.#rival.value = undefined;
    } else if (
      this.#rival.peek() === undefined ||
      !isSameWork(kept.playground, this.#rival.peek()?.kept.playground ?? kept.playground)
    ) {
      this.#rival.value = { kind: 'other-tab', files: kept.playground.files, at: this.#now(), kept };
    }
  }

  /** Another tab's work takes the place of this one, which is put by. */
  takeRival(): void {
    const rival = this.#rival.value;
    if (rival === undefined) return;
    this.#putBy();
    this.#store.see();
    this.#rival.value = undefined;
    this.#lay(rival.kept);
  }

  /** This one stays, and another tab's work is put by. */
  declineRival(): void {
    const rival = this.#rival.value;
    if (rival === undefined) return;
    this.#store.putBy({ ...rival.kept, at: rival.at ?? this.#now() });
    this.#earlier.value = this.#store.earlier;
    this.#store.see();
    this.#rival.value = undefined;
    this.store();
  }

  /** The page goes while the learner has not chosen: what lies here is put by. */
  leave(): void {
    if (this.#rival.peek() !== undefined) this.#putBy();
  }

  /**
   * Puts another playground in the place of this one, whose own work is put by. What ran is ended.
   * @returns whether there was own work to put by
   */
  open(opened: KeptPlayground): boolean {
    const putBy = this.#putBy();
    this.#lay(opened);
    return putBy;
  }

  /** Brings back work that was put by; what lies here now is put by in its turn. */
  bringBack({ playground, from, isOwn }: EarlierPlayground): void {
    this.#putBy();
    this.#store.takeBack(playground);
    this.#earlier.value = this.earlier.value.filter((each) => !isSameWork(each.playground, playground));
    this.#lay({ playground, from, isOwn });
  }

  /** Other arguments, environment, entry or load. */
  set(change: Partial<Start>): void {
    this.#start.value = { ...this.start, ...change };
  }

  /** @returns why not */
  add(path: string, text = ''): string | undefined {
    const problem = problemOfName(path, this.#files);
    if (problem === undefined) this.#show({ ...this.#files, [path]: text }, path);
    return problem;
  }

  /** Files from the disk; those of the same name are replaced, and the work of before is put by. @returns why not */
  addAll(files: Files): string | undefined {
    const all = { ...this.#files, ...files };
    const problem = problemOfFiles(all);
    if (problem !== undefined) return problem;
    if (Object.keys(files).some((path) => Object.hasOwn(this.#files, path))) this.#putBy();
    this.#show(all, Object.keys(files)[0] ?? '');
    return undefined;
  }

  /** @returns why not */
  rename(path: string, to: string): string | undefined {
    if (path === to) return undefined;
    const { [path]: text = '', ...others } = this.#files;
    const problem = problemOfName(to, others);
    if (problem !== undefined) return problem;
    const entries = Object.entries(this.#files).map(([each, of]) => (each === path ? [to, text] : [each, of]));
    batch(() => {
      this.#show(Object.fromEntries(entries) as Files, to);
      if (this.start.entry === path) this.set({ entry: to });
    });
    return undefined;
  }

  /** @returns why not */
  delete(path: string): string | undefined {
    const paths = Object.keys(this.#files);
    if (paths.length === 1) return 'A playground has at least one file. Add another one before you delete this.';
    const { [path]: _, ...rest } = this.#files;
    const at = paths.indexOf(path);
    batch(() => {
      this.#show(rest, paths[at === paths.length - 1 ? at - 1 : at + 1] ?? '');
      if (this.start.entry === path) this.set({ entry: guessEntry(rest) });
    });
    return undefined;
  }

  #show(files: Files, shown: string): void {
    batch(() => {
      this.session.replace(files);
      this.shownFile.value = shown;
    });
  }

  #lay({ playground, from, isOwn }: KeptPlayground): void {
    const { files, ...start } = playground;
    this.#origin = isOwn ? undefined : playground;
    // Laid anew: an undo in the editor leads into no other program.
    this.session.replace({});
    batch(() => {
      this.#start.value = start;
      this.#from.value = from;
      this.#show(files, start.entry);
    });
    void this.session.clear();
  }

  #putBy(): boolean {
    const { kept } = this;
    if (!kept.isOwn) return false;
    const earlier = { ...kept, at: this.#now() };
    const rest = this.earlier.value.filter(({ playground }) => !isSameWork(playground, kept.playground));
    // Without room it is there at least until the page is left.
    this.#earlier.value = this.#store.putBy(earlier) ? this.#store.earlier : [earlier, ...rest];
    return true;
  }
}
