/**
 * Shows a run's text: in a plain field until the terminal has loaded, so that nothing printed waits for it. The field stays
 * for assistive technology: the terminal draws only what is in view, and its own accessible rows are the visible ones.
 */
import { effect } from '@preact/signals-core';
import { TextTail } from '../../session/text-tail.ts';
import type { Session } from '../../session/session.ts';
import { onIntentOrIdle } from './intent.ts';
import { onSession, workspaceOf } from './session-of.ts';
import type { Screen } from './xterm.ts';

const COLOURS = new RegExp(String.raw`\u001b\[[0-9;?]*[A-Za-z]`, 'g');

class ProgramTerminal extends HTMLElement {
  #life = new AbortController();
  #screen: Screen | undefined;
  #text = new TextTail();
  #frame = 0;

  connectedCallback(): void {
    this.#life = new AbortController();
    const workspace = workspaceOf(this);
    onSession(workspace, this.#life.signal, (session, signal) => {
      this.#follow(session, signal);
      onIntentOrIdle(workspace, signal, () => void this.#load(session, signal));
    });
  }

  disconnectedCallback(): void {
    this.#life.abort();
    cancelAnimationFrame(this.#frame);
    this.#screen?.dispose();
    this.#screen = undefined;
  }

  get #plain(): HTMLElement {
    return this.querySelector('pre') as HTMLElement;
  }

  #follow(session: Session, signal: AbortSignal): void {
    const stopText = session.onText((text) => this.#write(text));
    const stopProgram = effect(() => {
      const program = session.program.value;
      this.#clear();
      if (program !== null) this.#write(`\u001b[2m$ node ${program.commandLine}\u001b[0m\r\n`);
    });
    const stopStatus = effect(() => {
      const status = session.status.value;
      if (status.kind === 'failed') this.#write(`\r\n\u001b[31m${status.message}\u001b[0m\r\n${status.hint}\r\n`);
    });
    signal.addEventListener('abort', () => {
      stopText();
      stopProgram();
      stopStatus();
    });
  }

  #write(text: string): void {
    this.#text.append(text);
    this.#screen?.write(text);
    this.#showPlain();
  }

  /** At most once a frame: a flood arrives in many pieces. */
  #showPlain(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#plain.textContent = this.#text.text.replace(COLOURS, '');
    });
  }

  #clear(): void {
    this.#text = new TextTail();
    this.#showPlain();
    this.#screen?.clear();
  }

  async #load(session: Session, signal: AbortSignal): Promise<void> {
    const late = await import('./late-parts.ts').catch(() => undefined);
    if (late === undefined || signal.aborted) return;
    late.equip(workspaceOf(this), session, signal);
    if (this.#screen !== undefined) return;
    const host = this.querySelector<HTMLElement>('.terminal-screen');
    if (host === null) return;
    this.#plain.className = 'visually-hidden';
    this.#plain.removeAttribute('tabindex');
    this.#screen = late.mountTerminal(host, (text) => void session.input(text));
    this.#screen.write(this.#text.text);
  }
}

customElements.define('program-terminal', ProgramTerminal);
