/** The instructor's page: opens the board of the secret link, or makes a workshop where the server lets this computer. */
import { readJson } from '../../../components/kit/read-json.ts';
import { askLocalPort, postToLocalPort } from '../../../browser/local-port.ts';
import { openStorage } from '../../../browser/storage.ts';
import { connectHost } from '../client/host.ts';
import { rememberHosted } from '../client/hosted-workshops.ts';
import { WORKSHOPS_PATH, type Created } from '../model/protocol.ts';
import { plural } from '../../../core/plural.ts';
import { element } from '../../../components/kit/dom.ts';
import { watch } from '../../../components/kit/watch.ts';
import type { Board, BoardCourse } from './board.ts';
import { beliefsPart, heatPart, rosterPart } from './board-class.ts';
import { doorPart } from './board-door.ts';
import { questionsPart } from './board-questions.ts';
import { exportPart } from './board-export.ts';
import { secretPart } from './board-secret.ts';
import { leadPart } from './board-lead.ts';
import { pollsPart } from './board-polls.ts';
import { screenPart } from './board-screen.ts';
import { connectionWords } from './connection-words.ts';
import { socketUrl } from './live.ts';
import { hostedList } from './hosted-list.ts';
import { askOffer, siteFor } from './offer.ts';

class WorkshopHost extends HTMLElement {
  readonly #storage = openStorage();
  #life = new AbortController();

  connectedCallback(): void {
    this.#life = new AbortController();
    addEventListener('hashchange', () => location.reload(), { signal: this.#life.signal });
    const secret = location.hash.slice(1);
    if (secret === '') void this.#offerToMake();
    else void this.#open(secret);
  }

  disconnectedCallback(): void {
    this.#life.abort();
  }

  #part(name: string): HTMLElement {
    return this.querySelector(`[data-part=${name}]`) as HTMLElement;
  }

  #say(sentence: string): void {
    if (this.#part('said').textContent !== sentence) this.#part('said').textContent = sentence;
  }

  async #open(secret: string): Promise<void> {
    const site = siteFor(await askOffer());
    const client = connectHost(socketUrl(), secret);
    const signal = this.#life.signal;
    signal.addEventListener('abort', () => client.close());
    const course = readJson<BoardCourse>(this, '[data-course]');
    let isOpen = false;
    watch(signal, () => {
      const { value: board } = client.board;
      const status = client.status.value;
      const rows = client.rows.value;
      if (client.deleted.value) {
        this.#part('board').replaceChildren();
        this.#say('The workshop is deleted, with everything in it.');
        return;
      }
      const refusal = client.refusal.value === undefined ? '' : ` ${client.refusal.value}`;
      if (board === undefined || status.is !== 'open')
        return this.#say(connectionWords(status, 'host', client.unsent.value));
      this.#part('title').textContent = board.title;
      const online = [...rows.values()].filter((row) => row.online).length;
      this.#say(
        `${plural(rows.size, 'learner')}, ${online} here now.${board.ended ? ' The workshop has ended.' : ''}${refusal}`,
      );
      if (isOpen) return;
      isOpen = true;
      this.#fill({ client, course, signal, site });
    });
  }

  #fill(board: Board): void {
    this.#part('board').replaceChildren(
      element('div', { className: 'board-side' }, [
        screenPart(board),
        doorPart(board),
        leadPart(board),
        questionsPart(board),
        secretPart(board),
        exportPart(board),
      ]),
      element('div', { className: 'board-main' }, [
        heatPart(board),
        pollsPart(board),
        beliefsPart(board),
        rosterPart(board),
      ]),
    );
  }

  async #offerToMake(): Promise<void> {
    const offer = await askOffer();
    this.#say('');
    const list = hostedList(this.#storage, offer === undefined ? undefined : socketUrl(), this.#life.signal);
    if (list !== undefined) this.#part('made-here').append(list);
    const localPort = await askLocalPort().catch(() => undefined);
    if (localPort?.workshops !== true) {
      this.#part(offer === undefined ? 'no-server' : 'not-here').hidden = false;
      return;
    }
    const form = this.querySelector('form') as HTMLFormElement;
    form.hidden = false;
    this.#part('storage').hidden = this.#storage.isLasting;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#make(new FormData(form).get('title') as string);
    });
  }

  async #make(title: string): Promise<void> {
    const answer = await askToMake(title).catch(() => undefined);
    if (answer === undefined) return void this.#say('The server did not answer. Is it still running?');
    if ('error' in answer) return void this.#say(answer.error);
    rememberHosted(this.#storage, { title: title.trim(), code: answer.code, host: answer.host, at: Date.now() });
    location.hash = answer.host;
  }
}

/** Asks where the port is each time: the server may have been started again. @throws when it does not answer */
async function askToMake(title: string): Promise<Created | { readonly error: string } | undefined> {
  const localPort = await askLocalPort();
  const answer = localPort && (await postToLocalPort(localPort, WORKSHOPS_PATH, { title }));
  return answer as Created | { readonly error: string } | undefined;
}

customElements.define('workshop-host', WorkshopHost);
