/** The learner's earlier work, each with a button that brings it back. Loaded once there is some. */
import { plural } from '../../../core/plural.ts';
import { html, render } from 'lit-html';
import type { EarlierPlayground } from '../client/playground-store.ts';

export function showEarlier(
  list: HTMLElement,
  earlier: readonly EarlierPlayground[],
  bringBack: (earlier: EarlierPlayground) => void,
): void {
  render(
    earlier.map(
      (each) =>
        html`<li>
          <span>${titleOf(each)}, ${filesIn(each)}, put by ${when(each.at)}</span>
          <button
            type="button"
            class="button small"
            aria-label="Bring back ${titleOf(each)}"
            @click=${() => bringBack(each)}
          >
            Bring back
          </button>
        </li>`,
    ),
    list,
  );
}

const titleOf = ({ playground: { title } }: EarlierPlayground) => (title === '' ? 'Untitled' : `“${title}”`);

function filesIn({ playground }: EarlierPlayground): string {
  return plural(Object.keys(playground.files).length, 'file');
}

const when = (at: number) => new Date(at).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' });
