/** Rows that are updated in place, so that focus stays where it is, and the buttons that send signals. */
import { effect } from '@preact/signals-core';
import { foremost } from '../../core/trace/foremost.ts';
import { requestsOf, type ProcessState, type Topology } from '../../core/trace/topology.ts';
import type { Signal } from '@cluster-lab/sandbox';
import type { Program, SignalTarget } from '../../session/program.ts';
import type { Session } from '../../session/session.ts';
import { lossesInWords, shareInWords, stateInWords, withoutRowInWords } from './process-words.ts';
import { onPictureHost, type PictureHost } from './picture-host.ts';
import { onSession } from './session-of.ts';

/** Rows of workers at most. A crash loop has more than anybody reads, and a page that draws them answers nobody. */
const MOST_ROWS = 100;

/** Rows that one drawing adds; the next one goes on. */
const NEW_ROWS = 20;

/** Between two drawings of a table that is long, in milliseconds: to lay it out takes longer than a frame. */
const PAUSE_MS = 250;
const LONG = 30;

interface Row {
  readonly element: HTMLTableRowElement;
  readonly cells: Record<'name' | 'pid' | 'state' | 'connections' | 'requests' | 'share', HTMLElement>;
  readonly buttons: readonly HTMLButtonElement[];
}

class RequestsTable extends HTMLElement {
  #life = new AbortController();
  readonly #rows = new Map<string, Row>();
  /** Undefined where a run is only looked at. */
  #session: Session | undefined;
  #frame = 0;
  #drawnAt = 0;

  connectedCallback(): void {
    this.#life = new AbortController();
    onPictureHost(this, this.#life.signal, (host) => this.#follow(host, this.#life.signal));
  }

  #follow(host: PictureHost, signal: AbortSignal): void {
    const stop = effect(() => {
      void host.playhead.topology.value;
      this.#wake(host);
    });
    signal.addEventListener('abort', () => {
      stop();
      cancelAnimationFrame(this.#frame);
      this.#frame = 0;
    });
    if (host.isViewer) return;
    onSession(host, signal, (session, signal) => {
      this.#session = session;
      const stopLosses = effect(() => {
        void session.topology.value;
        this.#showLosses(session.program.value);
      });
      signal.addEventListener('abort', () => {
        stopLosses();
        this.#session = undefined;
      });
    });
  }

  disconnectedCallback(): void {
    this.#life.abort();
  }

  /** One drawing for all that a frame brings, and of a long table fewer. */
  #wake(host: PictureHost): void {
    this.#frame ||= requestAnimationFrame((now) => {
      this.#frame = 0;
      const isEarly = this.#rows.size > LONG && now - this.#drawnAt < PAUSE_MS;
      if (isEarly || !this.#show(host.playhead.topology.peek())) this.#wake(host);
      if (!isEarly) this.#drawnAt = now;
    });
  }

  /** @returns whether every row is there now */
  #show(topology: Topology): boolean {
    const { primary } = topology;
    const workers = foremost(topology.workers, MOST_ROWS);
    const requests = requestsOf(topology);
    const wanted = new Map<string, ProcessState>(workers.map((worker) => [String(worker.id), worker]));
    if (primary !== null) wanted.set('primary', primary);
    for (const [key, { element }] of this.#rows) {
      if (wanted.has(key)) continue;
      element.remove();
      this.#rows.delete(key);
    }
    const body = this.querySelector('tbody') as HTMLElement;
    // From the last to the first: a newcomer stands before what comes after it, and nobody else is moved.
    let next: HTMLElement | null = null;
    let added = 0;
    for (const [key, process] of [...wanted].reverse()) {
      let row = this.#rows.get(key);
      if (row === undefined) {
        if (added++ >= NEW_ROWS) continue;
        row = this.#createRow(key);
        this.#rows.set(key, row);
        body.insertBefore(row.element, next);
      }
      next = row.element;
      fill(row, process, requests === 0 ? 0 : process.requests.started / requests);
    }
    this.toggleAttribute('data-empty', wanted.size === 0);
    this.#sayIn('.requests-more', withoutRowInWords(topology.workers.length - workers.length + topology.unlisted));
    return added <= NEW_ROWS;
  }

  #showLosses(program: Program | null): void {
    this.#sayIn('.requests-losses', program === null ? '' : lossesInWords(program.losses));
  }

  #sayIn(selector: string, text: string): void {
    const line = this.querySelector(selector) as HTMLElement;
    line.hidden = text === '';
    if (line.textContent !== text) line.textContent = text;
  }

  #createRow(key: string): Row {
    const element = document.createElement('tr');
    const name = document.createElement('th');
    name.scope = 'row';
    name.textContent = key;
    if (key !== 'primary') name.style.setProperty('--worker', `var(--worker-${((Number(key) - 1) % 8) + 1})`);
    const cell = (className = '') => Object.assign(document.createElement('td'), { className });
    const cells = {
      name,
      pid: cell(),
      state: cell(),
      connections: cell('number'),
      requests: cell('number'),
      share: cell('number'),
    };
    const actions = cell('actions');
    const target: SignalTarget = key === 'primary' ? 'primary' : { worker: Number(key) };
    const spoken = key === 'primary' ? 'primary' : `worker ${key}`;
    const signals = signalsOf(this.#session);
    const canKill = key !== 'primary' && signals.includes('SIGKILL');
    const menus = signals.length === 0 ? [] : key === 'primary' ? ['primary', 'group'] : [spoken];
    const buttons = [
      ...(canKill ? [this.#killButton(spoken, target)] : []),
      ...menus.map((name) => this.#menuButton(name, name === 'group' ? 'group' : target)),
    ];
    actions.append(...buttons);
    element.append(...Object.values(cells), actions);
    return { element, cells, buttons };
  }

  #killButton(spoken: string, target: SignalTarget): HTMLButtonElement {
    const button = createButton('Kill', `Kill ${spoken}`);
    button.addEventListener('click', () => void this.#signal('SIGKILL', target, button));
    return button;
  }

  #menuButton(spoken: string, target: SignalTarget): HTMLButtonElement {
    const button = createButton(spoken === 'group' ? 'Group …' : 'Signal …', `Signal ${spoken}`);
    button.setAttribute('aria-haspopup', 'menu');
    button.addEventListener('click', () => this.#openMenu(spoken, target, button));
    return button;
  }

  #openMenu(spoken: string, target: SignalTarget, opener: HTMLButtonElement): void {
    if (opener.ariaDisabled === 'true') return;
    const menu = this.querySelector('.menu') as HTMLElement;
    const offered = signalsOf(this.#session);
    const isWorker = spoken !== 'primary' && spoken !== 'group';
    const kill: readonly [string, Signal][] =
      isWorker && offered.includes('SIGKILL') ? [[`Kill ${spoken}`, 'SIGKILL']] : [];
    const signals = offered.map((signal): [string, Signal] => [signal, signal]);
    const items = [...kill, ...signals].map(([label, signal]) => {
      const item = Object.assign(document.createElement('button'), {
        type: 'button',
        role: 'menuitem',
        textContent: label,
      });
      item.addEventListener('click', () => {
        menu.hidePopover();
        void this.#signal(signal, target, opener);
      });
      return item;
    });
    menu.setAttribute('aria-label', `Signal ${spoken}`);
    menu.replaceChildren(...items);
    menu.onkeydown = (event) => moveInMenu(event, items);
    menu.showPopover();
    const { left, bottom } = opener.getBoundingClientRect();
    const { offsetWidth, offsetHeight } = menu;
    menu.style.left = `${Math.max(8, Math.min(left, innerWidth - offsetWidth - 8))}px`;
    menu.style.top = `${Math.max(8, Math.min(bottom + 4, innerHeight - offsetHeight - 8))}px`;
    items[0]?.focus();
  }

  async #signal(signal: Signal, target: SignalTarget, opener: HTMLButtonElement): Promise<void> {
    opener.focus();
    if (opener.ariaDisabled === 'true') return;
    try {
      await this.#session?.signal(signal, target);
      this.#say(`${signal} sent.`);
    } catch (error) {
      this.#say(error instanceof Error ? error.message : String(error));
    }
  }

  #say(text: string): void {
    (this.querySelector('[role=status]') as HTMLElement).textContent = text;
  }
}

/** What the engine that runs can deliver. */
function signalsOf(session: Session | undefined): readonly Signal[] {
  const status = session?.status.peek();
  return status?.kind === 'running' ? status.booted.sandbox.capabilities.signals : [];
}

function createButton(text: string, name: string): HTMLButtonElement {
  const button = Object.assign(document.createElement('button'), {
    type: 'button',
    className: 'button small',
    textContent: text,
  });
  button.setAttribute('aria-label', name);
  return button;
}

function fill({ element, cells, buttons }: Row, process: ProcessState, share: number): void {
  const texts = {
    pid: String(process.pid || ''),
    state: stateInWords(process),
    connections: String(process.connections.total),
    requests: String(process.requests.finished),
    share: shareInWords(share),
  };
  for (const [name, text] of Object.entries(texts) as [keyof typeof texts, string][]) {
    if (cells[name].textContent !== text) cells[name].textContent = text;
  }
  element.dataset['state'] = process.state;
  // Not `disabled`: the button that was just pressed must keep the focus.
  for (const button of buttons) button.ariaDisabled = String(process.state === 'exited');
}

/** Arrow keys, Home and End (WAI-ARIA Authoring Practices, menu); Escape closes a popover by itself. */
function moveInMenu(event: KeyboardEvent, items: readonly HTMLElement[]): void {
  const at = items.indexOf(document.activeElement as HTMLElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  items.at(to % items.length)?.focus();
}

customElements.define('requests-table', RequestsTable);
