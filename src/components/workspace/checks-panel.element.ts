/** Runs the step's scenario on the learner's code and says of each check what was found. */
import { effect } from '@preact/signals-core';
import type { CheckState } from '../../session/judge.ts';
import type { Session } from '../../session/session.ts';
import { inline } from '../kit/inline.ts';
import { bringIntoView } from './into-view.ts';
import { onSession, workspaceOf } from './session-of.ts';

class ChecksPanel extends HTMLElement {
  #life = new AbortController();

  connectedCallback(): void {
    this.#life = new AbortController();
    const workspace = workspaceOf(this);
    const button = this.querySelector('[data-action=check]') as HTMLButtonElement;
    onSession(workspace, this.#life.signal, (session, life) => {
      button.addEventListener('click', () => void this.#check(session), { signal: life });
      const stop = effect(() => this.#show(session.checks.value));
      life.addEventListener('abort', stop);
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

  #show(states: readonly CheckState[]): void {
    const items = [...this.querySelectorAll('li')];
    states.forEach((state, index) => {
      const item = items[index];
      if (item) showState(item, state);
    });
    const first = states[0];
    const judged = states.filter((state) => state.kind === 'judged');
    if (first?.kind === 'checking') this.#say('Running your program through the exercise …');
    else if (first?.kind === 'not-judged') this.#say(`${first.message} ${first.hint}`);
    else if (judged.length === states.length) {
      const passed = judged.filter(({ verdict }) => verdict.passed).length;
      this.#say(passed === states.length ? 'All checks passed.' : `${passed} of ${states.length} checks passed.`);
    } else this.#say('');
  }

  #say(text: string): void {
    const summary = this.querySelector('[role=status]') as HTMLElement;
    if (summary.textContent !== text) summary.textContent = text;
  }
}

const WORDS = {
  pending: 'Not checked yet',
  checking: 'Checking',
  passed: 'Passed',
  failed: 'Failed',
  broken: 'Not judged',
} as const;

function showState(item: HTMLElement, state: CheckState): void {
  const kind =
    state.kind === 'judged'
      ? state.verdict.passed
        ? 'passed'
        : 'failed'
      : state.kind === 'not-judged'
        ? 'broken'
        : state.kind;
  item.dataset['state'] = kind;
  (item.querySelector('.check-state') as HTMLElement).textContent = WORDS[kind];
  const found = item.querySelector('.check-found') as HTMLElement;
  found.hidden = state.kind !== 'judged';
  if (state.kind !== 'judged') return;
  const { verdict } = state;
  const lines = verdict.passed
    ? [`Found: ${verdict.found}`]
    : [`Expected: ${verdict.expected}`, `Found: ${verdict.found}`, verdict.hint];
  found.replaceChildren(...lines.flatMap((line) => [...inline(line), document.createElement('br')]));
}

customElements.define('checks-panel', ChecksPanel);
