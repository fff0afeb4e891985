/** Lets the reader pick a theme, and follows the system's while none is picked. */
import { THEME } from '../../browser/keys.ts';
import { openStorage } from '../../browser/storage.ts';
import { query } from '../kit/query.ts';

const THEMES = ['system', 'light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

class ThemeSelect extends HTMLElement {
  readonly #storage = openStorage();
  #select!: HTMLSelectElement;
  #life = new AbortController();

  connectedCallback(): void {
    this.#life = new AbortController();
    const { signal } = this.#life;
    this.#select = query(this, 'select', HTMLSelectElement);
    this.#select.value = this.#chosen;
    this.#select.addEventListener('change', () => this.#choose(this.#select.value), { signal });
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.#apply(), { signal });
  }

  disconnectedCallback(): void {
    this.#life.abort();
  }

  get #chosen(): Theme {
    const stored = this.#storage.get(THEME);
    return THEMES.find((theme) => theme === stored) ?? 'system';
  }

  #choose(theme: string): void {
    this.#storage.set(THEME, theme);
    this.#apply();
  }

  #apply(): void {
    const isDark = matchMedia('(prefers-color-scheme: dark)').matches;
    const chosen = this.#select.value;
    document.documentElement.dataset['theme'] = chosen === 'system' ? (isDark ? 'dark' : 'light') : chosen;
  }
}

customElements.define('theme-select', ThemeSelect);
