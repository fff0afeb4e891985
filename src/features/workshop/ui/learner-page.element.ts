/** The page of a workshop for learners: joins with a code and a name, and is then what the instructor leads. */
import { nothing, render } from 'lit-html';
import { WORKSHOP_NAME } from '../../../browser/keys.ts';
import { openStorage } from '../../../browser/storage.ts';
import { partOf, query } from '../../../components/kit/query.ts';
import { watch } from '../../../components/kit/watch.ts';
import { sendPendingLeaves } from '../client/pending-leaves.ts';
import { connectLearner, joinedToken, type LearnerClient } from '../client/learner.ts';
import type { ClosingReason } from '../model/protocol.ts';
import { goAlong } from './go-along.ts';
import { showLearnerPanel } from './learner-panel.ts';
import { socketUrl } from './live.ts';
import { fetchOutline } from './outline-file.ts';

/** Attempts to reach a server before a page that never did says so. */
const ENOUGH_TRIES = 2;

class WorkshopPage extends HTMLElement {
  readonly #storage = openStorage();
  #life = new AbortController();

  connectedCallback(): void {
    this.#life = new AbortController();
    const { signal } = this.#life;
    this.#form.addEventListener('submit', (event) => this.#join(event), { signal });
    const readCode = () => (this.#field('code').value = location.hash.slice(1));
    addEventListener('hashchange', readCode, { signal });
    readCode();
    this.#field('name').value = this.#storage.get(WORKSHOP_NAME) ?? '';
    partOf(this, 'storage').hidden = this.#storage.isLasting;
    sendPendingLeaves(socketUrl(), this.#storage);
    if (joinedToken(this.#storage) === undefined) this.#showForm();
    else void this.#enter(connectLearner(socketUrl(), this.#storage));
  }

  disconnectedCallback(): void {
    this.#life.abort();
  }

  get #form(): HTMLFormElement {
    return query(this, 'form', HTMLFormElement);
  }

  #field(name: string): HTMLInputElement {
    return query(this.#form, `[name=${name}]`, HTMLInputElement);
  }

  #say(sentence: string): void {
    partOf(this, 'said').textContent = sentence;
  }

  #showForm(): void {
    this.#form.hidden = false;
    partOf(this, 'anew').hidden = true;
    render(nothing, partOf(this, 'inside'));
  }

  #join(event: Event): void {
    event.preventDefault();
    const [code, name] = [this.#field('code').value.trim(), this.#field('name').value];
    this.#storage.set(WORKSHOP_NAME, name.trim());
    this.#say('Joining …');
    void this.#enter(connectLearner(socketUrl(), this.#storage, { code, name }));
  }

  /** Until the server lets the learner in, the form stays and says why not. */
  async #enter(client: LearnerClient): Promise<void> {
    const isReturning = joinedToken(this.#storage) !== undefined;
    const outline = await fetchOutline();
    const ended = new AbortController();
    const signal = AbortSignal.any([this.#life.signal, ended.signal]);
    this.#form.addEventListener('submit', () => ended.abort(), { signal });
    signal.addEventListener('abort', () => client.close());
    let isInside = false;
    const leave = () => {
      client.leave();
      ended.abort();
      this.#showForm();
      this.#say('You left the workshop.');
    };
    partOf(this, 'anew').addEventListener('click', leave, { signal });
    watch(signal, () => {
      const status = client.status.value;
      if (status.is === 'open' && !isInside) {
        isInside = true;
        this.#say('');
        this.#form.hidden = true;
        partOf(this, 'anew').hidden = true;
        const along = goAlong(client, this.#storage, signal);
        showLearnerPanel(partOf(this, 'inside'), { client, outline, signal, along, onLeave: leave });
      } else if (status.is === 'closed') {
        ended.abort();
        this.#refuse(client, status.closing.why, status.closing.sentence);
      } else if (status.is === 'away' && !isInside && status.tries >= ENOUGH_TRIES) {
        // Who is in one already would be a second person by the form.
        this.#form.hidden = isReturning;
        partOf(this, 'anew').hidden = !isReturning;
        this.#say(
          isReturning
            ? 'Your workshop does not answer. This page goes on trying, and you come back as you were; go on with the lessons meanwhile.'
            : 'No workshop answers at this address. Ask your instructor for the link, and whether you are on the same network. This page goes on trying.',
        );
      }
    });
  }

  /** What the server will not change its mind about: the learner tries another code or name, or is not in it any more. */
  #refuse(client: LearnerClient, why: ClosingReason, sentence: string): void {
    const isOver = why === 'deleted' || why === 'removed' || why === 'unknown-secret';
    if (isOver) client.leave();
    this.#showForm();
    this.#say(sentence);
    const field = why === 'bad-name' ? 'name' : why === 'unknown-code' ? 'code' : undefined;
    if (field !== undefined) this.#field(field).focus();
  }
}

customElements.define('workshop-page', WorkshopPage);
