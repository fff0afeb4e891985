/** The one WebContainer that a page can have: asked for, waited for, shared by its sandboxes and given up. */
import type { WebContainer } from '@webcontainer/api';
import { SandboxError } from '@cluster-lab/sandbox';

export interface PageContainerOptions {
  /** StackBlitz's key for a commercial site; none is needed for open source and prototypes. */
  readonly clientId: string | undefined;
  /** The client's boot can hang for ever (webcontainer-core issue 1094). */
  readonly bootLimitMs: number;
}

/** Time for StackBlitz's server to answer at all. */
const REACH_LIMIT_MS = 3_000;

/** The pages' Cross-Origin-Embedder-Policy (src/server/headers.ts): the client needs to know it. */
const COEP = 'credentialless';

export class PageContainer {
  readonly #options: PageContainerOptions;
  readonly #deathListeners = new Set<(error: SandboxError) => void>();
  #opened: Promise<WebContainer> | undefined;
  #hasBooted = false;
  #givenUp: string | undefined;

  constructor(options: PageContainerOptions) {
    this.#options = options;
  }

  /** Why it is not tried again on this page; undefined while it may be. */
  get givenUp(): string | undefined {
    return this.#givenUp;
  }

  /** Boots it, or gives the one that runs. @throws {SandboxError} `boot-failed` */
  async open(): Promise<WebContainer> {
    if (this.#givenUp !== undefined) throw bootFailed(this.#givenUp);
    this.#opened ??= this.#boot();
    try {
      return await this.#opened;
    } catch (error) {
      this.#opened = undefined;
      throw error;
    }
  }

  /** Hears once when the container is gone; returns its release. */
  onDeath(listener: (error: SandboxError) => void): () => void {
    this.#deathListeners.add(listener);
    return () => this.#deathListeners.delete(listener);
  }

  /** Ends the container with all that runs in it; the next `open` boots a new one. */
  tearDown(error: SandboxError): void {
    const opened = this.#opened;
    this.#opened = undefined;
    void opened?.then(
      (container) => container.teardown(),
      () => undefined,
    );
    for (const listener of this.#deathListeners) listener(error);
    this.#deathListeners.clear();
  }

  /** Nothing is tried again on this page: what hung or died once may do so again, and the learner waits each time. */
  giveUp(reason: string): void {
    this.#givenUp ??= reason;
  }

  async #boot(): Promise<WebContainer> {
    await this.#reach();
    const { WebContainer, configureAPIKey } = await import('@webcontainer/api');
    const { clientId, bootLimitMs } = this.#options;
    if (clientId !== undefined && !this.#hasBooted) configureAPIKey(clientId);
    this.#hasBooted = true;
    const booting = WebContainer.boot({ coep: COEP, workdirName: 'cluster-lab' });
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), bootLimitMs);
    });
    try {
      const container = await Promise.race([booting, late]);
      if (container !== undefined) return this.#watch(container);
    } catch (error) {
      throw bootFailed(`StackBlitz says: ${error instanceof Error ? error.message : String(error)}.`, error);
    } finally {
      clearTimeout(timer);
    }
    // The client keeps every later boot waiting behind one that hangs, so a retry would hang too.
    this.giveUp(`It did not start within ${bootLimitMs / 1_000} seconds. Reload the page to try it again.`);
    void booting.then(
      (container) => container.teardown(),
      () => undefined,
    );
    throw bootFailed(this.#givenUp ?? '');
  }

  /** The client loads a frame and waits for ever for its first word; a request tells at once that nobody is there. */
  async #reach(): Promise<void> {
    const origin = (globalThis as { WEBCONTAINER_API_IFRAME_URL?: string }).WEBCONTAINER_API_IFRAME_URL;
    const url = new URL('/headless', origin ?? 'https://stackblitz.com');
    try {
      const signal = AbortSignal.timeout(REACH_LIMIT_MS);
      await fetch(url, { mode: 'no-cors', credentials: 'omit', cache: 'no-store', signal });
    } catch (error) {
      throw bootFailed(`${url.host}, where it comes from, cannot be reached from here.`, error);
    }
  }

  #watch(container: WebContainer): WebContainer {
    container.on('error', ({ message }) => {
      this.giveUp('It stopped working on this page. Reload the page to try it again.');
      this.tearDown(
        new SandboxError(
          'connection-lost',
          `The WebContainer stopped working (${message}); what ran there is gone.`,
          'Press Run: your code is kept and runs on another engine.',
        ),
      );
    });
    return container;
  }
}

export function bootFailed(reason: string, cause?: unknown): SandboxError {
  return new SandboxError('boot-failed', reason, 'Choose another engine in the menu, or reload the page.', { cause });
}
