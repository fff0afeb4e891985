/** A run that was kept, opened from a file, a link or the course, and shown with the controls that a live one has. */
import { readJson } from '../../../components/kit/read-json.ts';
import { signal } from '@preact/signals-core';
import { decodeRunLink, isRunLink } from '../../../browser/run-link.ts';
import { fullestPosition } from '../../../core/trace/fullest-moment.ts';
import { LONGEST_RUN_FILE, openRun, RunFileError } from '../../../core/trace/run-file.ts';
import type { StepProgram } from '../../../core/lesson/step-program.ts';
import type { TraceLog } from '../../../core/trace/trace-log.ts';
import { nextTask } from '../../../session/turns.ts';
import { plural } from '../../../core/plural.ts';
import { Playhead } from '../../../visualiser/playhead.ts';
import { query } from '../../../components/kit/query.ts';
import type { PictureHost } from '../../../components/workspace/picture-host.ts';

class RunViewer extends HTMLElement implements PictureHost {
  readonly isViewer = true;
  readonly playhead = new Playhead();
  #life = new AbortController();
  /** Ends the live run. */
  #live = new AbortController();

  connectedCallback(): void {
    this.#life = new AbortController();
    const { signal: abortSignal } = this.#life;
    const recording = this.#recordings;
    recording.addEventListener(
      'change',
      () => {
        this.#live.abort();
        delete this.dataset['live'];
        if (recording.value !== '') void this.#openRecorded(recording.value);
      },
      { signal: abortSignal },
    );
    if (!('plays' in this.dataset)) return this.#takeOther(abortSignal);
    onceLoaded(abortSignal, () => void this.#openRecorded(recording.value));
    this.querySelector('[data-live=run]')?.addEventListener('click', () => void this.#runLive(), {
      signal: abortSignal,
    });
  }

  /** In the place of the recorded run, until another one is chosen. */
  async #runLive(): Promise<void> {
    this.#live.abort();
    this.#live = new AbortController();
    const abortSignal = AbortSignal.any([this.#life.signal, this.#live.signal]);
    const say = (text: string) => (query(this, '.replay-said').textContent = text);
    say('Starting …');
    try {
      const { LiveRun } = await import('./live-run.ts');
      const step = readJson<StepProgram>(this, '[data-step-program]');
      if (abortSignal.aborted) return;
      this.dataset['live'] = '';
      query(this, '[data-live-now]', HTMLOptionElement).selected = true;
      await new LiveRun(step, { panel: this, playhead: this.playhead, say, signal: abortSignal }).run();
    } catch {
      say('The live run could not be loaded. Check the network and press the button again.');
    }
  }

  /** From a file that is chosen or dropped, or from the link that led here. */
  #takeOther(abortSignal: AbortSignal): void {
    const file = query(this, '[data-source=file]', HTMLInputElement);
    file.addEventListener('change', () => void this.#openFile(file.files?.[0]), { signal: abortSignal });
    this.addEventListener('dragover', (event) => event.preventDefault(), { signal: abortSignal });
    this.addEventListener(
      'drop',
      (event) => {
        event.preventDefault();
        void this.#openFile(event.dataTransfer?.files[0]);
      },
      { signal: abortSignal },
    );
    addEventListener('hashchange', () => this.#openLink(), { signal: abortSignal });
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
    if (recorded === null || ![...this.#recordings.options].some(({ value }) => value === recorded)) return;
    this.#recordings.value = recorded;
    void this.#openRecorded(recorded);
  }

  get #recordings(): HTMLSelectElement {
    return query(this, '[data-source=recording]', HTMLSelectElement);
  }

  /** Where a page plays runs by itself, it does so unless the reader wants nothing to move: then it shows what says most. */
  async #openRecorded(recorded: string): Promise<void> {
    this.querySelector('[data-closer]')?.setAttribute('href', `/replay/?run=${recorded}`);
    const log = await this.#open(() => fetchRun(recorded));
    if (!('plays' in this.dataset) || log === undefined) return;
    if (!matchMedia('(prefers-reduced-motion: reduce)').matches) this.playhead.play();
    else this.playhead.jump({ position: fullestPosition(log.replay()) });
  }

  async #openFile(file: File | undefined): Promise<void> {
    if (file === undefined) return;
    await this.#open(async () => {
      if (file.size > LONGEST_RUN_FILE)
        throw new RunFileError('This file is too large to be a run that Cluster Lab saved.');
      return file.text();
    });
  }

  /** What is on show stays until another one can be shown. @returns undefined when it cannot */
  async #open(read: () => Promise<string>): Promise<TraceLog | undefined> {
    const said = query(this, '.replay-said');
    try {
      const { title, log, topology, dropped } = await openRun(await read(), nextTask);
      this.playhead.show({ log, topology: signal(topology), isKept: true });
      const more =
        dropped > 0
          ? ` It was longer: of ${dropped} earlier events only the processes are kept, so counts begin after them.`
          : '';
      said.textContent =
        'plays' in this.dataset
          ? `${plural(topology.workers.length, 'worker')}, ${log.events.length} events of real processes, slowed down.`
          : `“${title}”, ${log.events.length} events. Press Play to see it from the beginning.${more}`;
      return log;
    } catch (error) {
      said.textContent =
        error instanceof RunFileError
          ? error.message
          : 'This run could not be opened. Try again, or choose another one.';
      return undefined;
    }
  }
}

/** The page's text comes first, and what plays beside it after. */
function onceLoaded(abortSignal: AbortSignal, act: () => void): void {
  if (document.readyState === 'complete') act();
  else addEventListener('load', act, { signal: abortSignal, once: true });
}

async function fetchRun(recorded: string): Promise<string> {
  const response = await fetch(`/runs/${recorded}.json`).catch(() => undefined);
  if (response?.ok !== true)
    throw new RunFileError('The network did not bring this run. Try again when you are online.');
  return response.text();
}

customElements.define('run-viewer', RunViewer);
