/** The run of the home page, live: the same program in processes of its own, and a button that sends it requests. Loaded when it is asked for. */
import { ownLoad } from '../../../core/load/own-load.ts';
import type { StepProgram } from '../../../core/lesson/step-program.ts';
import type { Session } from '../../../session/session.ts';
import type { Playhead } from '../../../visualiser/playhead.ts';
import { query } from '../../../components/kit/query.ts';
import { watch } from '../../../components/kit/watch.ts';
import { followLoad } from '../../../components/workspace/follow-load.ts';
import { openSessionInPage } from '../../../components/workspace/page-session.ts';
import { statusText } from '../../../components/workspace/status-text.ts';

/** As many as fall evenly on two workers, each on a connection of its own. */
const LOAD = { requests: 10, connections: 1, keepAlive: false, path: '/' };

export interface LiveRunOptions {
  /** Holds the buttons: `data-live` is `run`, `send` or `stop`. */
  readonly panel: HTMLElement;
  readonly playhead: Playhead;
  readonly say: (text: string) => void;
  /** Aborted when the page shows something else. */
  readonly signal: AbortSignal;
}

export class LiveRun {
  readonly #session: Session;
  readonly #options: LiveRunOptions;
  #sent = 0;
  #stopTelling: () => void = () => undefined;

  constructor(step: StepProgram, options: LiveRunOptions) {
    const { panel, playhead, signal } = options;
    this.#options = options;
    this.#session = openSessionInPage(step);
    watch(signal, () => playhead.show(this.#session.program.value));
    watch(signal, () => this.#showStatus());
    const on = (name: string, act: () => Promise<void>) =>
      button(panel, name).addEventListener('click', () => void act(), { signal });
    on('send', () => this.#send());
    on('stop', () => this.#session.stop());
    signal.addEventListener('abort', () => {
      this.#stopTelling();
      showButtons(panel, false);
      void this.#session.dispose();
    });
  }

  run(): Promise<void> {
    return this.#session.run();
  }

  async #send(): Promise<void> {
    this.#options.say('Sending …');
    const load = await this.#session.applyLoad(ownLoad(LOAD, this.#sent++)).catch(() => null);
    const program = this.#session.program.value;
    if (load === null || program === null || this.#options.signal.aborted) return;
    this.#stopTelling();
    this.#stopTelling = followLoad(program, load, this.#options.say);
  }

  #showStatus(): void {
    const { status, topology, takeover } = this.#session;
    const facts = { status: status.value, topology: topology.value, isSlow: false, takeover: takeover.value };
    showButtons(this.#options.panel, status.value.kind === 'running');
    // While it runs, counts of workers are in the picture; what came back of the load is to stay.
    if (status.value.kind !== 'running' || this.#sent === 0) this.#options.say(statusText(facts));
  }
}

function button(panel: HTMLElement, name: string): HTMLButtonElement {
  return query(panel, `[data-live=${name}]`, HTMLButtonElement);
}

/** The focus goes on to what takes the place of the button that had it. */
function showButtons(panel: HTMLElement, isRunning: boolean): void {
  const focused = document.activeElement;
  const [run, send, stop] = [button(panel, 'run'), button(panel, 'send'), button(panel, 'stop')];
  [run.hidden, send.hidden, stop.hidden] = [isRunning, !isRunning, !isRunning];
  if (focused === run && isRunning) send.focus();
  if ((focused === send || focused === stop) && !isRunning) run.focus();
}
