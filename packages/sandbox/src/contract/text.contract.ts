/** Reads a program's output for a rule. */
import { piecesOf } from '../pieces.ts';
import type { SandboxProcess } from '../sandbox.ts';

/** A program's output so far; it can be awaited whole, or up to a part. */
export class Text {
  soFar = '';
  readonly #whole: Promise<void>;
  #heard: () => void = () => undefined;

  constructor({ output }: SandboxProcess) {
    this.#whole = this.#read(output);
  }

  /** @throws when the output ends without the part */
  async until(part: string): Promise<void> {
    let isOver = false;
    void this.#whole.then(() => {
      isOver = true;
      this.#heard();
    });
    while (!this.soFar.includes(part)) {
      if (isOver) throw new Error(`"${part}" never came. The output was:\n${this.soFar}`);
      await new Promise<void>((resolve) => (this.#heard = resolve));
    }
  }

  async whole(): Promise<string> {
    await this.#whole;
    return this.soFar;
  }

  async #read(output: ReadableStream<string>): Promise<void> {
    for await (const chunk of piecesOf(output)) {
      this.soFar += chunk;
      this.#heard();
    }
  }
}
