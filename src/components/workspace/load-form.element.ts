/** The learner's own load: sends it when the program listens, and says in a line what came back. */
import { effect, untracked } from '@preact/signals-core';
import { ownLoad } from '../../core/load/own-load.ts';
import type { LoadFacts } from '../../core/check/facts.ts';
import type { Program } from '../../session/program.ts';
import type { Session } from '../../session/session.ts';
import { followLoad } from './follow-load.ts';
import { bringIntoView } from './into-view.ts';
import { onSession, workspaceOf } from './session-of.ts';

class LoadForm extends HTMLElement {
  #life = new AbortController();
  #sent = 0;
  #stopTelling: () => void = () => undefined;
  #replayed: LoadFacts | undefined;

  connectedCallback(): void {
    this.#life = new AbortController();
    const workspace = workspaceOf(this);
    onSession(workspace, this.#life.signal, (session, signal) => {
      const form = this.querySelector('form') as HTMLFormElement;
      form.addEventListener(
        'submit',
        (event) => {
          event.preventDefault();
          void this.#send(session, new FormData(form));
        },
        { signal },
      );
      const stop = effect(() => {
        // A fresh run begins with no load sent.
        if (session.program.value !== null && session.loads.value.length > 0) return;
        this.#stopTelling();
        this.#say('');
      });
      const stopReplay = effect(() => this.#followReplay(session));
      signal.addEventListener('abort', () => {
        stop();
        stopReplay();
        this.#stopTelling();
      });
    });
  }

  disconnectedCallback(): void {
    this.#life.abort();
  }

  /** A recorded run has its own loads: each is told once it is done. */
  #followReplay(session: Session): void {
    const [program, load] = [session.program.value, session.loads.value.at(-1)];
    if (!session.isRecorded || program === null || load === undefined || load === this.#replayed) return;
    if (load.outcomes.length < (load.requests ?? 0)) return;
    this.#replayed = load;
    untracked(() => {
      this.#stopTelling();
      this.#tell(program, load, `Recorded load “${load.name}”: `);
    });
  }

  async #send(session: Session, fields: FormData): Promise<void> {
    if (session.status.value.kind !== 'running' && !session.isRecorded) {
      this.#say('Nothing runs yet. Press Run first.');
      return;
    }
    const choice = {
      requests: Number(fields.get('requests')),
      connections: Number(fields.get('connections')),
      keepAlive: fields.has('keepAlive'),
      path: fields.get('path') as string,
    };
    this.#stopTelling();
    this.#say('Sending …');
    // What the requests do is drawn below.
    bringIntoView(workspaceOf(this).querySelector('.stage'));
    try {
      const load = await session.applyLoad(ownLoad(choice, this.#sent++));
      const program = session.program.value;
      if (program === null || load === null) this.#say('The program has ended.');
      else this.#tell(program, load);
    } catch (error) {
      this.#say(error instanceof Error ? error.message : String(error));
    }
  }

  #tell(program: Program, load: LoadFacts, before = ''): void {
    this.#stopTelling = followLoad(program, load, (words) => this.#say(before + words));
  }

  #say(text: string): void {
    const line = this.querySelector('[role=status]') as HTMLElement;
    if (line.textContent !== text) line.textContent = text;
  }
}

customElements.define('load-form', LoadForm);
