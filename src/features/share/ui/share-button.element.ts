/** Opens the share dialog of the page for what the button stands beside; the dialog's script comes at the first press. */
import type { Embeddable } from '../../embed/model/embed-options.ts';

/** What is shared now: a playground changes, and may be too long for a link. */
export type Fragment = () => Promise<
  { readonly ok: true; readonly value: string } | { readonly ok: false; readonly message: string }
>;

export class ShareButton extends HTMLElement {
  /** Asked at each opening. */
  fragment: Fragment | undefined;
  #life = new AbortController();

  connectedCallback(): void {
    this.#life = new AbortController();
    this.querySelector('button')?.addEventListener('click', () => void this.#open(), { signal: this.#life.signal });
  }

  disconnectedCallback(): void {
    this.#life.abort();
  }

  async #open(): Promise<void> {
    const { openShareDialog } = await import('./share-dialog.ts');
    const what = JSON.parse(this.dataset['what'] ?? '') as Embeddable;
    await openShareDialog({ what, title: this.dataset['title'] ?? '', fragment: this.fragment });
  }
}

customElements.define('share-button', ShareButton);
