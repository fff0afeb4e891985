/** The programs to start from and the earlier work, as the page lists them. */
import { query } from '../../../components/kit/query.ts';
import { watch } from '../../../components/kit/watch.ts';
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
  signal: AbortSignal,
  { open, bringBack }: GalleryActions,
): void {
  const gallery = query(page, '.gallery', HTMLDetailsElement);
  const links = [...gallery.querySelectorAll<HTMLAnchorElement>('[data-program]')];
  gallery.open = matchMedia(ROOM_FOR_GALLERY).matches;
  gallery.addEventListener(
    'click',
    (event) => {
      const link = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-program]') : null;
      if (link === null || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      open(link.dataset['program'] ?? '');
    },
    { signal },
  );
  watch(signal, () => {
    for (const link of links)
      link.setAttribute('aria-current', String(link.dataset['program'] === controller.from.value));
  });
  const section = query(page, '.earlier');
  watch(signal, () => {
    const earlier = controller.earlier.value;
    section.hidden = earlier.length === 0;
    if (section.hidden) return;
    void import('./earlier-list.ts').then(({ showEarlier }) => showEarlier(query(section, 'ul'), earlier, bringBack));
  });
}
