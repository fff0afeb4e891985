/** The parts of Node that the page has handed over, and those that it fetches only for programs whose files need them. */
import type { Parts, ScriptChunk } from '../protocol.ts';

export class PartStore {
  #parts: Parts = { lines: undefined, chunks: [] };
  readonly #ask: (at: number) => void;
  readonly #asked = new Map<number, PromiseWithResolvers<undefined>>();

  /** @param ask asks the page for the chunk at this place, which it `take`s then */
  constructor(ask: (at: number) => void) {
    this.#ask = ask;
  }

  get current(): Parts {
    return this.#parts;
  }

  set(parts: Parts): void {
    this.#parts = parts;
  }

  take(at: number, chunk: ScriptChunk): void {
    this.#parts = { ...this.#parts, chunks: this.#parts.chunks.with(at, chunk) };
    this.#asked.get(at)?.resolve(undefined);
    this.#asked.delete(at);
  }

  /** Settles when what programs with such files need is there, or cannot be fetched. */
  async loadFor(paths: readonly string[]): Promise<void> {
    await Promise.all(
      this.#parts.chunks.map(async ({ script, files }, at) => {
        if (script !== undefined || files === undefined) return;
        const pattern = new RegExp(files);
        if (paths.some((path) => pattern.test(path))) await this.#load(at);
      }),
    );
  }

  #load(at: number): Promise<undefined> {
    const asked = this.#asked.get(at) ?? Promise.withResolvers<undefined>();
    if (!this.#asked.has(at)) this.#ask(at);
    this.#asked.set(at, asked);
    return asked.promise;
  }
}
