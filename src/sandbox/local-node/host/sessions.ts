/** Tokens, each of which opens one socket of one page, once. */
import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { SessionAnswer } from '../protocol.ts';

interface Waiting {
  readonly origin: string;
  readonly response: ServerResponse;
}

/**
 * A token lives as long as the answer that carries it, which stays open until the token's socket is: when the page goes away first, its
 * connection is closed and the token with it. Once used it is the socket's, and opens nothing more.
 */
export class Sessions {
  readonly #waiting = new Map<string, Waiting>();

  /** @param origin of the page, which its socket must have too */
  open(origin: string, response: ServerResponse): void {
    const token = randomBytes(24).toString('base64url');
    this.#waiting.set(token, { origin, response });
    response.once('close', () => this.#waiting.delete(token));
    // A browser passes on at once only what it need not guess the type of.
    response.writeHead(200, { 'content-type': 'application/x-ndjson', 'x-content-type-options': 'nosniff' });
    response.write(`${JSON.stringify({ token } satisfies SessionAnswer)}\n`);
  }

  /** Uses the token up. @returns whether it was this page's */
  claim(token: string, origin: string): boolean {
    const waiting = this.#waiting.get(token);
    if (waiting?.origin !== origin) return false;
    this.#waiting.delete(token);
    waiting.response.end();
    return true;
  }

  /** Lets go of the pages that wait. */
  close(): void {
    for (const { response } of this.#waiting.values()) response.destroy();
  }
}
