/** The story of what was chosen in the picture: its events as sentences, each a way to that moment. */
import type { TraceEvent } from '../../core/trace/event.ts';
import { storyOf, type Subject } from '../../core/trace/story.ts';
import { workerOf } from '../../core/trace/topology.ts';
import type { Signal } from '@cluster-lab/sandbox';
import { duration } from '../../visualiser/words.ts';
import type { ViewOptions } from './visualiser-view.ts';

export interface StoryOptions extends ViewOptions {
  readonly onClose: () => void;
}

/** A run of many events is read through at most this often, in milliseconds. */
const PAUSE_MS = 400;

/** From the picture; the table's menu has the others. */
const SIGNALS: readonly Signal[] = ['SIGTERM', 'SIGKILL'];

export class StoryPanel {
  readonly #root: HTMLElement;
  readonly #options: StoryOptions;
  #key: string | null = null;
  #shownAt = 0;
  #shown = '';

  constructor(root: HTMLElement, options: StoryOptions) {
    this.#root = root;
    this.#options = options;
    const { signal, onClose } = options;
    const close = root.querySelector('[data-story=close]') as HTMLButtonElement;
    close.addEventListener(
      'click',
      () => {
        this.#close();
        onClose();
      },
      { signal },
    );
    signal.addEventListener('abort', () => this.#close());
  }

  /** @returns whether the item with this key is open now: a second press closes it */
  open(key: string): boolean {
    if (this.#key === key || this.#subjectOf(key) === undefined) {
      this.#close();
      return false;
    }
    this.#key = key;
    this.#root.hidden = false;
    this.#shownAt = 0;
    this.#shown = '';
    (this.#root.querySelector('.story-title') as HTMLElement).textContent = titleOf(key);
    this.#showActions(key);
    return true;
  }

  /** @returns whether there may be more to show that nobody asked for yet: ask again */
  show(now: number): boolean {
    if (this.#key === null) return false;
    if (now - this.#shownAt < PAUSE_MS) return true;
    const { playhead } = this.#options;
    const subject = this.#subjectOf(this.#key);
    if (subject !== undefined && playhead.run !== null) this.#tell(subject, playhead.run.log.events, now);
    return false;
  }

  #tell(subject: Subject, newest: readonly TraceEvent[], now: number): void {
    const { playhead } = this.#options;
    this.#shownAt = now;
    const state = playhead.state.peek();
    const events = state.kind === 'live' ? newest : state.replay.events;
    const lines = storyOf(subject, events);
    const shown = JSON.stringify(lines);
    if (shown === this.#shown) return;
    this.#shown = shown;
    const items = lines.map(({ at, words, times }) => {
      const item = document.createElement('li');
      const jump = Object.assign(document.createElement('button'), { type: 'button', textContent: duration(at) });
      jump.className = 'story-jump';
      jump.ariaLabel = `Show the picture at ${duration(at)}`;
      jump.addEventListener('click', () => playhead.jump({ time: at }));
      item.append(jump, ` ${words}${times > 1 ? ` (${times} times)` : ''}`);
      return item;
    });
    const list = this.#root.querySelector('.story-lines') as HTMLElement;
    list.replaceChildren(...items);
    if (items.length === 0) list.textContent = 'Nothing of it is in what is kept of this run.';
  }

  #close(): void {
    this.#key = null;
    this.#root.hidden = true;
  }

  #subjectOf(key: string): Subject | undefined {
    const [kind, number = ''] = key.split('-');
    const topology = this.#options.playhead.topology.peek();
    const { primary } = topology;
    if (kind === 'connection') return { kind: 'connection', peer: Number(number) };
    if (kind === 'port') return { kind: 'port', port: Number(number) };
    if (kind === 'primary' && primary !== null) return { kind: 'process', worker: 0, pid: primary.pid };
    if (kind === 'child') return { kind: 'process', worker: 0, pid: Number(number) };
    const worker = workerOf(topology, Number(number));
    return kind === 'worker' && worker !== undefined
      ? { kind: 'process', worker: worker.id, pid: worker.pid }
      : undefined;
  }

  #showActions(key: string): void {
    const { actions, playhead } = this.#options;
    const place = this.#root.querySelector('.story-actions') as HTMLElement;
    const [kind, number] = key.split('-');
    const { live } = playhead;
    if (actions === undefined || live.ended) return place.replaceChildren();
    if (kind === 'port')
      return place.replaceChildren(actionButton('Send the load above', 'Send the load above', actions.sendLoad));
    const worker = workerOf(live, Number(number));
    if (kind !== 'worker' || worker === undefined || worker.state === 'exited') return place.replaceChildren();
    const buttons = SIGNALS.filter((signal) => actions.signals().includes(signal)).map((signal) =>
      actionButton(`Send ${signal}`, `Send ${signal} to worker ${number}`, () => {
        // Whether it has arrived is told by the trace; that it was refused is told here.
        actions.send(signal, Number(number)).catch((error: unknown) => {
          place.textContent = error instanceof Error ? error.message : String(error);
        });
      }),
    );
    place.replaceChildren(...buttons);
  }
}

function actionButton(text: string, name: string, act: () => void): HTMLButtonElement {
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'button small' });
  button.textContent = text;
  button.ariaLabel = name;
  button.addEventListener('click', act);
  return button;
}

function titleOf(key: string): string {
  const [kind = '', number] = key.split('-');
  if (kind === 'connection') return `Connection from :${number}`;
  if (kind === 'port') return `Port ${number}`;
  return number === undefined ? 'Primary' : `${kind === 'child' ? 'Child process' : 'Worker'} ${number}`;
}
