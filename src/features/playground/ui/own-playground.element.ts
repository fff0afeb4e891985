/** The playground on its own page: with files from disk, the gallery, and a link to send on. */
import { query } from '../../../components/kit/query.ts';
import { askFirst } from '../../../components/kit/ask-first.ts';
import { encodeLink, secretFiles, withoutFiles } from '../client/playground-link.ts';
import type { Playground } from '../model/playground.ts';
import type { ShareButton } from '../../share/ui/share-button.element.ts';
import { attachFileActions } from './file-actions.ts';
import { attachGallery } from './gallery.ts';
import { offerCommonJs } from './offer-common-js.ts';
import { PlaygroundWorkspace, type OwnWork } from './playground-workspace.element.ts';

class OwnPlayground extends PlaygroundWorkspace {
  protected override attachOwnWork({ controller, say, open, openProgram }: OwnWork, signal: AbortSignal): void {
    const share = this.querySelector<ShareButton>('share-button');
    if (share) share.fragment = async () => encodeLink(await withoutSecrets(controller.playground.value));
    attachFileActions(this, { controller, say, open }, signal);
    offerCommonJs(controller, say, (path) => void this.runAsCommonJs(path), signal);
    attachGallery(query(document, '.playground'), controller, signal, {
      open: openProgram,
      bringBack: (earlier) => {
        controller.bringBack(earlier);
        say({ text: 'Your earlier work is back.' });
      },
    });
  }
}

/** A link is made to be passed on: what is made to hold secrets goes into it when its owner says so. */
async function withoutSecrets(playground: Playground): Promise<Playground> {
  const secret = secretFiles(playground);
  if (secret.length === 0) return playground;
  const names = secret.map((path) => `“${path}”`).join(', ');
  const isToGoIn = await askFirst({
    question: `${names}: such a file often holds secrets, and whoever has the link can read it.`,
    no: 'Leave it out',
    yes: 'Put it into the link',
  });
  return isToGoIn ? playground : withoutFiles(playground, secret);
}

customElements.define('playground-workspace', OwnPlayground);
