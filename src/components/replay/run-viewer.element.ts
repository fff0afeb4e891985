/** A run that was kept, opened from a file, a link or the course, and shown with the controls that a live one has. */
import { signal } from '@preact/signals-core';
import { decodeRunLink, isRunLink } from '../../browser/run-link.ts';
import { LONGEST_RUN_FILE, openRun, RunFileError } from '../../core/trace/run-file.ts';
import { Playhead } from '../../visualiser/playhead.ts';
import type { PictureHost } from '../workspace/picture-host.ts';

class RunViewer extends HTMLElement implements PictureHost {
  readonly isViewer = true;
  readonly playhead = new Playhead();
  #life = new AbortController();

  connectedCallback(): void {
    this.#life = new AbortController();
    const { signal: life } = this.#life;
    const file = this.querySelector('[data-source=file]') as HTMLInputElement;
    const recording = this.querySelector('[data-source=recording]') as HTMLSelectElement;
    file.addEventListener('change', () => void this.#openFile(file.files?.[0]), { signal: life });
    recording.addEventListener(
      'change',
      () => {
        if (recording.value !== '') void this.#open(() => fetchRun(recording.value));
      },
      { signal: life },
    );
    this.addEventListener('dragover', (event) => event.preventDefault(), { signal: life });
    this.addEventListener(
      'drop',
      (event) => {
        event.preventDefault();
        void this.#openFile(event.dataTransfer?.files[0]);
      },
      { signal: life },
    );
    addEventListener('hashchange', () => this.#openLink(), { signal: life });
    this.#openLink();
  }

  disconnectedCallback(): void {
    this.#life.abort();
  }

  #openLink(): void {
    const { hash, search } = location;
    if (isRunLink(hash)) {
      void this.#open(async () => {
        const outcome = await decodeRunLink(hash);
        if (!outcome.ok) throw new RunFileError(outcome.message);
        return outcome.value;
      });
      return;
    }
    const recorded = new URLSearchParams(search).get('run');
    const choice = this.querySelector('[data-source=recording]') as HTMLSelectElement;
    if (recorded === null || ![...choice.options].some(({ value }) => value === recorded)) return;
    choice.value = recorded;
    void this.#open(() => fetchRun(recorded));
  }

  async #openFile(file: File | undefined): Promise<void> {
    if (file === undefined) return;
    await this.#open(async () => {
      if (file.size > LONGEST_RUN_FILE)
        throw new RunFileError('This file is too large to be a run that Cluster Lab saved.');
      return file.text();
    });
  }

  /** What is on show stays until another one can be shown. */
  async #open(read: () => Promise<string>): Promise<void> {
    const said = this.querySelector('.replay-said') as HTMLElement;
    try {
      const { title, log, topology, dropped } = openRun(await read());
      this.playhead.show({ log, topology: signal(topology), isKept: true });
      const more =
        dropped > 0
          ? ` It was longer: of ${dropped} earlier events only the processes are kept, so counts begin after them.`
          : '';
      said.textContent = `${title}: ${log.events.length} events. Press Play to see it from the beginning.${more}`;
    } catch (error) {
      said.textContent =
        error instanceof RunFileError
          ? error.message
          : 'This run could not be opened. Try again, or choose another one.';
    }
  }
}

async function fetchRun(recorded: string): Promise<string> {
  const response = await fetch(`/runs/${recorded}.json`).catch(() => undefined);
  if (response?.ok !== true)
    throw new RunFileError('The network did not bring this run. Try again when you are online.');
  return response.text();
}

customElements.define('run-viewer', RunViewer);
