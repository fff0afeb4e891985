/** The cookies of one visitor of one server: names and values, which is all that a lesson's server sets. */
export class CookieJar {
  readonly #values = new Map<string, string>();

  /** @param header the cookies of an earlier load, as `header` gave them */
  constructor(header = '') {
    this.take(header.split('; '));
  }

  /** Takes what an answer sets; `Max-Age=0` forgets a cookie. */
  take(headers: readonly string[]): void {
    for (const header of headers) {
      const [pair = '', ...attributes] = header.split(';').map((part) => part.trim());
      const at = pair.indexOf('=');
      if (at < 1) continue;
      const name = pair.slice(0, at);
      if (attributes.some((attribute) => /^max-age=0$/i.test(attribute))) this.#values.delete(name);
      else this.#values.set(name, pair.slice(at + 1));
    }
  }

  /** The `cookie` header to send; undefined while there are none. */
  get header(): string | undefined {
    if (this.#values.size === 0) return undefined;
    return [...this.#values].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}
