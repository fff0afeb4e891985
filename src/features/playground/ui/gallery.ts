/** The programs to start from and the earlier work, as the page lists them. */
import { effect } from '@preact/signals-core';
import type { EarlierPlayground } from '../client/playground-store.ts';
import type { PlaygroundController } from './playground-controller.ts';

export interface GalleryActions {
  readonly open: (slug: string) => void;
  readonly bringBack: (earlier: EarlierPlayground) => void;
}

/** Below this the programs would stand between the learner and the code. */
const ROOM_FOR_GALLERY = '(min-width: 1101px)';

export function attachGallery(
  page: HTMLElement,
  controller: PlaygroundController,
  life: AbortSignal,
  actions: GalleryActions,
): void {
  const gallery = page.querySelector('.gallery') as HTMLDetailsElement;
  const links = [...gallery.querySelectorAll<HTMLAnchorElement>('[data-program]')];
  gallery.open = matchMedia(ROOM_FOR_GALLERY).matches;
  gallery.addEventListener(
    'click',
    (event) => {
      const link = (event.target as Element).closest<HTMLAnchorElement>('[data-program]');
      if (link === null || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      actions.open(link.dataset['program'] ?? '');
    },
    { signal: life },
  );
  const stopLinks = effect(() => {
    for (const link of links)
      link.setAttribute('aria-current', String(link.dataset['program'] === controller.from.value));
  });
  const stopEarlier = effect(() => showEarlier(page, controller.earlier.value, actions.bringBack));
  life.addEventListener('abort', () => {
    stopLinks();
    stopEarlier();
  });
}

function showEarlier(page: HTMLElement, list: readonly EarlierPlayground[], act: GalleryActions['bringBack']): void {
  const section = page.querySelector('.earlier') as HTMLElement;
  section.hidden = list.length === 0;
  const items = list.map((earlier) => {
    const button = Object.assign(document.createElement('button'), { type: 'button', className: 'button small' });
    button.textContent = 'Bring back';
    button.setAttribute('aria-label', `Bring back ${titleOf(earlier)}`);
    button.addEventListener('click', () => act(earlier));
    const text = document.createElement('span');
    text.textContent = `${titleOf(earlier)}, ${filesIn(earlier)}, put by ${when(earlier.at)}`;
    const item = document.createElement('li');
    item.append(text, button);
    return item;
  });
  section.querySelector('ul')?.replaceChildren(...items);
}

const titleOf = ({ playground: { title } }: EarlierPlayground) => (title === '' ? 'Untitled' : `“${title}”`);

function filesIn({ playground }: EarlierPlayground): string {
  const count = Object.keys(playground.files).length;
  return count === 1 ? '1 file' : `${count} files`;
}

const when = (at: number) => new Date(at).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' });
