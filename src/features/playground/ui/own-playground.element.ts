/** The playground on its own page: with files from disk, the gallery, and a link to send on. */
import { query } from '../../../components/kit/query.ts';
import { encodeLink } from '../client/playground-link.ts';
import type { ShareButton } from '../../share/ui/share-button.element.ts';
import { attachFileActions } from './file-actions.ts';
import { attachGallery } from './gallery.ts';
import { PlaygroundWorkspace, type OwnWork } from './playground-workspace.element.ts';

class OwnPlayground extends PlaygroundWorkspace {
  protected override attachOwnWork({ controller, say, open, openProgram }: OwnWork, signal: AbortSignal): void {
    const share = this.querySelector<ShareButton>('share-button');
    if (share) share.fragment = () => encodeLink(controller.playground.value);
    attachFileActions(this, { controller, say, open }, signal);
    attachGallery(query(document, '.playground'), controller, signal, {
      open: openProgram,
      bringBack: (earlier) => {
        controller.bringBack(earlier);
        say({ text: 'Your earlier work is back.' });
      },
    });
  }
}

customElements.define('playground-workspace', OwnPlayground);
