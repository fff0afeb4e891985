/** Runs the step's scenario on the learner's code and says of each check what was found. */
import { effect } from '@preact/signals-core';
import type { CheckState } from '../../session/judge.ts';
import type { Session } from '../../session/session.ts';
import { inline } from '../kit/inline.ts';
import { canTryAgain, summaryOf, wordsOf } from './check-words.ts';
import { bringIntoView } from './into-view.ts';
import { onSession, workspaceOf } from './session-of.ts';

class ChecksPanel extends HTMLElement {
  #life = new AbortController();

  connectedCallback(): void {
    this.#life = new AbortController();
    const workspace = workspaceOf(this);
    onSession(workspace, this.#life.signal, (session, signal) => {
      const button = this.#button('check');
      button.addEventListener('click', () => void this.#check(session), { signal });
      this.#button('again').addEventListener(
        'click',
        () => {
          // It goes while the check runs, and must not take the focus along.
          button.focus();
          button.click();
        },
        { signal },
      );
      const stop = effect(() => this.#show(session.checks.value));
      signal.addEventListener('abort', stop);
    });
  }

  disconnectedCallback(): void {
    this.#life.abort();
  }

  async #check(session: Session): Promise<void> {
    await session.checkWork();
    const failure = session.status.value.kind === 'failed' ? session.status.value : undefined;
    if (failure) this.#say(`${failure.message} ${failure.hint}`);
    bringIntoView(this);
  }

  #show(checks: readonly CheckState[]): void {
    const items = [...this.querySelectorAll('li')];
    checks.forEach((check, index) => {
      const item = items[index];
      if (item) showCheck(item, check);
    });
    this.#say(summaryOf(checks));
    this.#button('again').hidden = !canTryAgain(checks);
  }

  #button(action: 'check' | 'again'): HTMLButtonElement {
    return this.querySelector(`[data-action=${action}]`) as HTMLButtonElement;
  }

  #say(text: string): void {
    const summary = this.querySelector('[role=status]') as HTMLElement;
    if (summary.textContent !== text) summary.textContent = text;
  }
}

function showCheck(item: HTMLElement, check: CheckState): void {
  const { state, word, lines } = wordsOf(check);
  item.dataset['state'] = state;
  (item.querySelector('.check-state') as HTMLElement).textContent = word;
  const found = item.querySelector('.check-found') as HTMLElement;
  found.hidden = lines.length === 0;
  found.replaceChildren(...lines.flatMap((line) => [...inline(line), document.createElement('br')]));
}

customElements.define('checks-panel', ChecksPanel);
