/** The page of diagnoses: asks no other host before its button is pressed. */
import { html, render } from 'lit-html';
import { copyText } from '../../../browser/copy-text.ts';
import { pageFacts } from '../../../browser/page-facts.ts';
import { openStorage } from '../../../browser/storage.ts';
import { surveyEngines } from '../../../sandbox/select-engine.ts';
import { query } from '../../../components/kit/query.ts';
import { engineChoices } from '../../../components/workspace/engines.ts';
import { asText, diagnose, inWords, pageInWords, type Diagnosis } from './diagnosis.ts';

class EngineDiagnostics extends HTMLElement {
  readonly #found = new Map<string, Diagnosis>();

  connectedCallback(): void {
    render(
      this.#page().map((text) => html`<li>${text}</li>`),
      query(this, '.diagnostics-page'),
    );
    query(this, '[data-action=run]').onclick = () => void this.#run();
    query(this, '[data-action=copy]').onclick = () => void this.#copy();
    void this.#survey();
  }

  #page(): readonly string[] {
    return pageInWords(pageFacts(openStorage()), navigator.userAgent);
  }

  /** What can be told without starting anything. */
  async #survey(): Promise<void> {
    for (const { name, support } of await surveyEngines(engineChoices)) {
      if (!this.#found.has(name))
        this.#show(name, support.ok ? { kind: 'waiting' } : { kind: 'refused', reason: support.reason });
    }
  }

  async #run(): Promise<void> {
    const button = query(this, '[data-action=run]', HTMLButtonElement);
    if (button.ariaDisabled === 'true') return;
    button.ariaDisabled = 'true';
    const { default: tool } = await import('virtual:guest/container-tool');
    // One after the other: each would slow down the next.
    for (const choice of engineChoices) {
      this.#say(`Trying ${choice.label} …`);
      this.#show(choice.name, { kind: 'trying' });
      this.#show(choice.name, await diagnose(choice, tool));
    }
    this.#say('Done.');
    button.ariaDisabled = 'false';
  }

  #show(name: string, diagnosis: Diagnosis): void {
    this.#found.set(name, diagnosis);
    const texts = inWords(diagnosis);
    const cells = this.querySelectorAll<HTMLElement>(`td[data-engine="${name}"]`);
    for (const [index, cell] of cells.entries()) cell.textContent = texts[index] ?? '';
  }

  async #copy(): Promise<void> {
    const rows = engineChoices.map(({ name, label }): [string, Diagnosis] => [
      label,
      this.#found.get(name) ?? { kind: 'waiting' },
    ]);
    const text = asText(this.#page(), rows);
    if (await copyText(text)) {
      this.#say('Copied.');
      return;
    }
    query(this, '.diagnostics-text').hidden = false;
    const field = query(this, 'textarea', HTMLTextAreaElement);
    field.value = text;
    field.select();
    this.#say('This browser does not let the page copy. Press Ctrl+C or ⌘C.');
  }

  #say(text: string): void {
    query(this, '[role=status]').textContent = text;
  }
}

customElements.define('engine-diagnostics', EngineDiagnostics);
