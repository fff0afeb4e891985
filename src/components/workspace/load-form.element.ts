/** The learner's own load: sends it when the program listens, and says in a line what came back. */
import { effect } from '@preact/signals-core';
import { describeLoad } from '../../core/load/describe-load.ts';
import type { LoadPlan } from '../../core/load/load-plan.schema.ts';
import type { Session } from '../../session/session.ts';
import { onSession } from './session-of.ts';

/** A program that was just started may still be on its way to listen. */
const LISTEN_LIMIT_MS = 5_000;

/** One answer may take so long before it counts as lost. */
const ANSWER_LIMIT_MS = 5_000;

class LoadForm extends HTMLElement {
  #life = new AbortController();
  #sent = 0;

  connectedCallback(): void {
    this.#life = new AbortController();
    const workspace = this.closest('lesson-workspace') as HTMLElement;
    onSession(workspace, this.#life.signal, (session, life) => {
      const form = this.querySelector('form') as HTMLFormElement;
      form.addEventListener(
        'submit',
        (event) => {
          event.preventDefault();
          void this.#send(session, new FormData(form));
        },
        { signal: life },
      );
      const stop = effect(() => {
        // A fresh run begins with no load sent.
        if (session.program.value !== null && session.loads.value.length === 0) this.#say('');
      });
      life.addEventListener('abort', stop);
    });
  }

  disconnectedCallback(): void {
    this.#life.abort();
  }

  async #send(session: Session, fields: FormData): Promise<void> {
    if (session.status.value.kind !== 'running') {
      this.#say('Nothing runs yet. Press Run first.');
      return;
    }
    const plan: LoadPlan = {
      name: `load-${++this.#sent}`,
      requests: Number(fields.get('requests')),
      connections: Number(fields.get('connections')),
      keepAlive: fields.has('keepAlive'),
      path: fields.get('path') as string,
      method: 'GET',
      headers: {},
      paceMs: 0,
      timeoutMs: ANSWER_LIMIT_MS,
    };
    this.#say('Sending …');
    await listening(session);
    try {
      const load = await session.applyLoad(plan);
      const log = session.program.value?.log;
      this.#say(load === null || log === undefined ? 'The program has ended.' : describeLoad(load, log.connections));
    } catch (error) {
      this.#say(error instanceof Error ? error.message : String(error));
    }
  }

  #say(text: string): void {
    (this.querySelector('[role=status]') as HTMLElement).textContent = text;
  }
}

/** Settles when a process listens, the program ends, or the limit is over: then the load itself tells what is wrong. */
async function listening(session: Session): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), LISTEN_LIMIT_MS);
  const stop = effect(() => {
    const { primary, workers } = session.topology.value;
    const someone = [primary, ...workers].some((process) => process !== null && process.servers.length > 0);
    if (someone || session.status.value.kind !== 'running') resolve(undefined);
  });
  await promise;
  clearTimeout(timer);
  stop();
}

customElements.define('load-form', LoadForm);
