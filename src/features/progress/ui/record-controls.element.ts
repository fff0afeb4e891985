/** Saves what the browser keeps of a learner as a file, brings it back, and forgets it; the last two only after asking. */
import { forgetRecord, hasRecord, isLearners, readRecord, replaceRecord } from '../client/learner-record.ts';
import { openProgress } from '../client/progress-store.ts';
import { saveFile } from '../../../browser/save-file.ts';
import { openStorage } from '../../../browser/storage.ts';
import { query } from '../../../components/kit/query.ts';
import { askFirst } from '../../../components/kit/ask-first.ts';
import { element } from '../../../components/kit/dom.ts';
import { fromFile, toFile, type LearnerRecord } from '../model/progress-file.ts';
import { followKept } from './kept.ts';

/** More than a browser keeps for one site, so no record is larger. */
const LARGEST_FILE = 12_000_000;

const replacement = (savedAt: Date | undefined) => ({
  question: `What this browser has kept of you, your progress, answers and code, will be replaced by what is in the file${savedAt ? `, saved on ${savedAt.toLocaleDateString()}` : ''}.`,
  no: 'Keep what is here',
  yes: 'Replace it',
});

const RESET = {
  question:
    'Starting over forgets which steps you have done, your predictions and your answers, in every tab of this browser.',
  no: 'Keep my progress',
  yes: 'Start over',
};

class RecordControls extends HTMLElement {
  readonly #store = openProgress();
  readonly #storage = openStorage();
  #life = new AbortController();

  connectedCallback(): void {
    this.#life = new AbortController();
    const { signal } = this.#life;
    const on = (action: string, act: () => void) =>
      query(this, `[data-action=${action}]`).addEventListener('click', act, { signal });
    on('export', () => this.#export());
    on('import', () => this.#file.click());
    on('reset', () => void this.#reset());
    this.#file.addEventListener('change', () => void this.#import(), { signal });
    followKept(() => (query(this, '[data-not-kept]').hidden = this.#store.isLasting), signal);
  }

  disconnectedCallback(): void {
    this.#life.abort();
  }

  get #file(): HTMLInputElement {
    return query(this, 'input[type=file]', HTMLInputElement);
  }

  #export(): void {
    const now = new Date();
    const text = toFile(readRecord(this.#store, this.#storage), now);
    const name = `cluster-lab-progress-${now.toISOString().slice(0, 10)}.json`;
    saveFile(name, new Blob([text], { type: 'application/json' }));
    this.#say(`Saved as ${name}, where your browser puts downloads.`);
  }

  async #import(): Promise<void> {
    const [file] = this.#file.files ?? [];
    if (file === undefined) return;
    const read = await readText(file);
    // The same file may be chosen again.
    this.#file.value = '';
    if (read === undefined) return void this.#say('This file is too large to be from Cluster Lab. Choose another.');
    const reading = fromFile(read, isLearners);
    if ('problem' in reading) return void this.#say(reading.problem);
    const { record, savedAt } = reading;
    if (hasRecord(this.#store, this.#storage) && !(await askFirst(replacement(savedAt))))
      return void this.#say('Nothing was changed.');
    this.#replace(record);
  }

  #replace(record: LearnerRecord): void {
    this.#say(
      replaceRecord(record, this.#store, this.#storage)
        ? 'Your progress, answers and code are back.'
        : 'This browser has no room for what is in the file, so nothing was changed. Free some of its storage and try again.',
    );
  }

  async #reset(): Promise<void> {
    const codeToo = element('input', { type: 'checkbox' }, []);
    const words = element('span', {}, ['Forget my changes to the code too']);
    const choice = element('label', { className: 'choice' }, [codeToo, words]);
    if (!(await askFirst({ ...RESET, choice }))) return void this.#say('Nothing was changed.');
    const code = codeToo.checked;
    forgetRecord(this.#store, this.#storage, { code });
    this.#say(code ? 'Forgotten, your code too.' : 'Forgotten. Your code is still there.');
  }

  #say(text: string): void {
    query(this, '[role=status]').textContent = text;
  }
}

/** Undefined for a file that is larger than any record. */
async function readText(file: File): Promise<string | undefined> {
  return file.size > LARGEST_FILE ? undefined : file.text();
}

customElements.define('record-controls', RecordControls);
