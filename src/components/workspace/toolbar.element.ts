/** The buttons above the code, the engine menu and the status line. */
import { computed, effect, signal } from '@preact/signals-core';
import { ENGINE } from '../../browser/keys.ts';
import { openStorage } from '../../browser/storage.ts';
import { surveyEngines } from '../../sandbox/select-engine.ts';
import { outdatedBy } from '../../session/session-status.ts';
import type { Session } from '../../session/session.ts';
import { chooseEngine } from './choose-engine.ts';
import { engineChoices } from './engines.ts';
import { onIntent, onIntentOrIdle } from './intent.ts';
import { onSession, workspaceOf, type Workspace } from './session-of.ts';
import { statusText } from './status-text.ts';

/** Within so long something runs or a sentence is said. */
const SLOW_MS = 2_000;

const RESET = {
  question: 'Reset brings back the step’s starting files. Your changes in this step will be gone.',
  no: 'Keep my changes',
  yes: 'Reset the files',
};

class RunToolbar extends HTMLElement {
  #life = new AbortController();

  connectedCallback(): void {
    this.#life = new AbortController();
    onSession(this.#workspace, this.#life.signal, (session, abortSignal) => this.#follow(session, abortSignal));
  }

  disconnectedCallback(): void {
    this.#life.abort();
  }

  get #workspace(): Workspace {
    return workspaceOf(this);
  }

  #part(selector: string): HTMLElement {
    return this.querySelector(selector) as HTMLElement;
  }

  #follow(session: Session, abortSignal: AbortSignal): void {
    onIntentOrIdle(this.#workspace, abortSignal, () => void this.#survey());
    // Not when idle: an engine may ask another host.
    onIntent(this.#workspace, abortSignal, () => void session.prepare());
    const run = this.#part('[data-action=run]');
    const on = { signal: abortSignal };
    const isBusy = () => session.status.value.kind === 'running' || session.status.value.kind === 'booting';
    const outdated = computed(() => outdatedBy(session.status.value, session.files.value, this.#workspace.entry));
    const stops = () => isBusy() && outdated.value === undefined;
    run.addEventListener('click', () => void (stops() ? session.stop() : this.#workspace.run()), on);
    this.#offerReset(session, abortSignal);
    const isSlow = signal(false);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ends = [
      effect(() => {
        clearTimeout(timer);
        isSlow.value = false;
        if (session.status.value.kind === 'booting') timer = setTimeout(() => (isSlow.value = true), SLOW_MS);
      }),
      effect(() => {
        const status = session.status.value;
        const text = statusText({
          status,
          topology: session.topology.value,
          isSlow: isSlow.value,
          takeover: session.takeover.value,
          outdated: outdated.value,
          entry: this.#workspace.entry,
          hasKeys: matchMedia('(hover: hover)').matches,
        });
        const line = this.#part('[role=status]');
        if (line.textContent !== text) line.textContent = text;
        line.dataset['state'] = status.kind;
        run.textContent = stops() ? 'Stop' : isBusy() ? 'Restart' : 'Run';
      }),
      effect(() => {
        // The menu must not offer what was just given up.
        if (session.takeover.value?.kind === 'given-up') void this.#survey();
      }),
    ];
    abortSignal.addEventListener('abort', () => {
      clearTimeout(timer);
      for (const end of ends) end();
    });
    this.#engineMenu?.addEventListener(
      'change',
      ({ target }) => void chooseEngine((target as HTMLSelectElement).value, this.#workspace, session),
      on,
    );
  }

  /** Null where there is nothing to choose. */
  get #engineMenu(): HTMLSelectElement | null {
    return this.querySelector('select[data-engine]');
  }

  /** A step goes back to its starting files, after asking; a playground has none to go back to. */
  #offerReset(session: Session, abortSignal: AbortSignal): void {
    const reset = this.querySelector<HTMLElement>('[data-action=reset]');
    const ask = async () => {
      const { askFirst } = await import('../kit/ask-first.ts');
      const isSure = await askFirst(RESET, this);
      if (isSure && !abortSignal.aborted) session.reset();
      reset?.focus();
    };
    reset?.addEventListener('click', () => void ask(), { signal: abortSignal });
  }

  async #survey(): Promise<void> {
    const menu = this.#engineMenu;
    if (menu === null) return;
    const engines = await surveyEngines(engineChoices);
    const preferred = openStorage().get(ENGINE);
    const options = engines.map(({ name, label, support }) => {
      const text = `${label}: ${support.ok ? (support.note ?? 'available') : support.reason}`;
      const option = new Option(text, name, false, name === preferred);
      option.disabled = !support.ok;
      return option;
    });
    menu.replaceChildren(...options);
  }
}

customElements.define('run-toolbar', RunToolbar);
