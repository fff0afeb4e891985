/** Holds the playground's session for as long as the page is open, lays out what is stored or linked, and keeps what changes. */
import { readJson } from '../../../components/kit/read-json.ts';
import { signal } from '@preact/signals-core';
import { isEmbed } from '../../../browser/embedded.ts';
import { decodeLink, isPlaygroundLink } from '../client/playground-link.ts';
import { A_LINK, PlaygroundStore, type KeptPlayground } from '../client/playground-store.ts';
import { putOff } from '../../../browser/put-off.ts';
import { memoryStorage, openStorage } from '../../../browser/storage.ts';
import type { StepProgram } from '../../../core/lesson/step-program.ts';
import type { GalleryProgram, Playground } from '../model/playground.ts';
import { stepOf } from '../model/step-of.ts';
import { Playhead } from '../../../visualiser/playhead.ts';
import { query } from '../../../components/kit/query.ts';
import { watch } from '../../../components/kit/watch.ts';
import { offerOtherText } from '../../../components/workspace/other-text.ts';
import { makeReady, onRunKey, openSession } from '../../../components/workspace/page-session.ts';
import { SessionOpened, type Workspace } from '../../../components/workspace/session-of.ts';
import { attachCommandLine } from './command-line.ts';
import { PlaygroundController } from './playground-controller.ts';
import { attachFromLink } from './from-link.ts';
import { attachLoadChoice } from './load-choice.ts';
import { attachNotice, type Say } from './notice.ts';

const PROGRAM = '#program=';
const UNTITLED = 'Your own program';

/** What the learner's own files and the gallery act on. */
export interface OwnWork {
  readonly controller: PlaygroundController;
  readonly say: Say;
  open(playground: Playground, said: string): void;
  openProgram(slug: string): void;
}

export class PlaygroundWorkspace extends HTMLElement implements Workspace {
  opened: SessionOpened | undefined;
  readonly keepsEdits = signal(true);
  readonly watchesRecording = signal(false);
  readonly playhead = new Playhead();
  step!: StepProgram;
  #controller!: PlaygroundController;
  #say!: Say;
  #programs: readonly GalleryProgram[] = [];
  #life = new AbortController();

  get shownFile(): PlaygroundController['shownFile'] {
    return this.#controller.shownFile;
  }

  get entry(): string {
    return this.#controller.start.entry;
  }

  connectedCallback(): void {
    this.#life = new AbortController();
    const abortSignal = this.#life.signal;
    this.#programs = readJson<readonly GalleryProgram[]>(this, '[data-gallery]');
    const [start] = this.#programs as [GalleryProgram];
    this.step = stepOf(start.playground);
    // A frame shows its own program, and the reader's own playground is none of its business.
    const store = new PlaygroundStore(isEmbed() ? memoryStorage() : openStorage());
    const first: KeptPlayground = store.read() ?? { playground: start.playground, from: start.slug, isOwn: false };
    const session = openSession(stepOf(first.playground), this.watchesRecording);
    this.#controller = new PlaygroundController({ session, store, first, now: () => Date.now() });
    this.shownFile.value = first.playground.entry;
    this.#attach(abortSignal);
    this.#keep(store, abortSignal);
    abortSignal.addEventListener('abort', () => void session.dispose());
    makeReady(this, abortSignal);
    this.opened = new SessionOpened(session, abortSignal);
    this.dispatchEvent(this.opened);
    addEventListener('hashchange', () => void this.#follow(location.hash), { signal: abortSignal });
    void this.#follow(location.hash);
  }

  disconnectedCallback(): void {
    this.opened = undefined;
    this.#life.abort();
  }

  async run(): Promise<void> {
    const { entry, args, env } = this.#controller.start;
    await this.#controller.session.run({ entry, args, env });
  }

  async runAsCommonJs(path: string): Promise<void> {
    const problem = this.#controller.rename(path, path.replace(/\.m?js$/, '.cjs'));
    if (problem === undefined) await this.run();
    else this.#say({ text: problem });
  }

  /** What the editor's undo leads back to: nothing but what was opened here. */
  startOf(): undefined {
    return undefined;
  }

  #attach(abortSignal: AbortSignal): void {
    const controller = this.#controller;
    this.#say = attachNotice(this, abortSignal);
    attachCommandLine(this, controller, abortSignal);
    attachLoadChoice(this, controller, abortSignal);
    attachFromLink(this, controller, abortSignal);
    const parts = {
      controller,
      say: this.#say,
      open: (playground: Playground, said: string) => this.#open({ playground, from: undefined, isOwn: true }, said),
      openProgram: (slug: string) => this.#openProgram(slug),
    };
    this.attachOwnWork(parts, abortSignal);
    onRunKey(this, abortSignal);
    watch(abortSignal, () => this.#showHead());
  }

  /** Work of one's own, where the page is one's own: nothing in a frame. */
  protected attachOwnWork(_parts: OwnWork, _life: AbortSignal): void {}

  #showHead(): void {
    const program = this.#programs.find(({ slug }) => slug === this.#controller.from.value);
    query(this, '[data-title]').textContent = this.#controller.start.title || UNTITLED;
    query(this, '[data-goal]').hidden = program === undefined;
    query(this, '[data-watch]').textContent = program?.watch ?? '';
  }

  #keep(store: PlaygroundStore, abortSignal: AbortSignal): void {
    const keeping = putOff(() => (this.keepsEdits.value = this.#controller.store()), abortSignal);
    watch(abortSignal, () => {
      void this.#controller.kept;
      keeping.soon();
    });
    addEventListener('pagehide', () => this.#controller.leave(), { signal: abortSignal });
    store.watch(() => this.#controller.look(), abortSignal);
    addEventListener('pageshow', () => this.#controller.look(), { signal: abortSignal });
    offerOtherText(this, abortSignal, {
      what: 'playground',
      rival: this.#controller.rival,
      files: this.#controller.session.files,
      take: () => this.#controller.takeRival(),
      decline: () => this.#controller.declineRival(),
    });
  }

  /** What the address asks for. Nothing of it runs before the learner presses Run. */
  async #follow(fragment: string): Promise<void> {
    if (fragment.startsWith(PROGRAM)) this.#openProgram(fragment.slice(PROGRAM.length));
    if (!isPlaygroundLink(fragment)) return;
    const outcome = await decodeLink(fragment);
    if (this.#life.signal.aborted) return;
    if (outcome.ok) this.#open({ playground: outcome.value, from: A_LINK, isOwn: false });
    else this.#say({ text: `${outcome.message} What you had here is as it was.` });
  }

  #openProgram(slug: string): void {
    const program = this.#programs.find((each) => each.slug === slug);
    if (program === undefined) this.#say({ text: `There is no program “${slug}” to start from.` });
    else
      this.#open({ playground: program.playground, from: slug, isOwn: false }, `Opened “${program.playground.title}”.`);
  }

  /** @param said left out where the program says itself where it comes from (from-link.ts) */
  #open(opened: KeptPlayground, said = ''): void {
    const hasPutBy = this.#controller.open(opened);
    // A reload shows what is stored, with the learner's changes to it; where nothing is stored, the link again.
    if (this.#controller.store()) history.replaceState(null, '', location.pathname + location.search);
    const [last] = this.#controller.earlier.value;
    // The page around the frame has said what this is.
    if (isEmbed()) return;
    if (!hasPutBy || last === undefined) this.#say({ text: said });
    else
      this.#say({
        text: `${said} Your work from before is kept.`.trim(),
        action: {
          label: 'Bring my work back',
          act: () => {
            this.#controller.bringBack(last);
            this.#say({ text: 'Your work is back.' });
          },
        },
      });
  }
}
