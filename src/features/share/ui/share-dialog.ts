/** The share dialog: options in, three texts and a live preview out. */
import {
  DEFAULT_EMBED,
  offeredViews,
  type Embeddable,
  type EmbedOptions,
  type EmbedTheme,
  type EmbedView,
} from '../../embed/model/embed-options.ts';
import {
  embedAddress,
  frameCode,
  markdownLink,
  pageAddress,
  roomFor,
  type Shared,
} from '../../embed/model/share-text.ts';
import { isLoopback } from '../../../browser/loopback.ts';
import { partOf, query } from '../../../components/kit/query.ts';
import { askOffer, siteFor } from '../../workshop/ui/offer.ts';
import './share-dialog.css';
import { copyField } from './copy-field.ts';
import { showPreview } from './preview.ts';
import type { Fragment } from './share-button.element.ts';

export interface Opened {
  readonly what: Embeddable;
  readonly title: string;
  readonly fragment: Fragment | undefined;
}

/** Shows the dialog of the page for `what`; settles when it stands there. */
export async function openShareDialog({ what, title, fragment }: Opened): Promise<void> {
  const dialog = query(document, '[data-share]', HTMLDialogElement);
  const life = new AbortController();
  const made = fragment === undefined ? ({ ok: true, value: '' } as const) : await fragment();
  const site = await sharedSite();
  partOf(dialog, 'title').textContent = title;
  partOf(dialog, 'body').hidden = !made.ok;
  partOf(dialog, 'problem').textContent = made.ok ? hint(site) : made.message;
  for (const said of dialog.querySelectorAll('[data-said]')) said.textContent = '';
  dialog.addEventListener('close', () => life.abort(), { once: true });
  // Beside the dialog's own box there is only its backdrop.
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close(), { signal: life.signal });
  if (made.ok) {
    const offer = { what, title, site, fragment: made.value };
    const form = partOf(dialog, 'options', HTMLFormElement);
    prepare(dialog, form, what.kind);
    const show = () => showAll(dialog, offer, form, life.signal);
    form.addEventListener('input', show, { signal: life.signal });
    form.addEventListener('submit', (event) => event.preventDefault(), { signal: life.signal });
    attachCopy(dialog, life.signal);
    show();
  }
  dialog.showModal();
  partOf(dialog, 'title').focus();
}

/** Its origin as others reach it, where a workshop's server knows that. */
async function sharedSite(): Promise<string> {
  return isLoopback() ? siteFor(await askOffer()).replace(/\/$/, '') : location.origin;
}

function hint(site: string): string {
  if (!isLoopback()) return '';
  return site === location.origin
    ? 'This site runs on your own computer, and so do these addresses: they open here and nowhere else.'
    : 'These addresses open for everyone on the network of your workshop.';
}

/** Only what this kind of embed can show. */
function prepare(dialog: HTMLElement, form: HTMLFormElement, kind: Embeddable['kind']): void {
  const offered = offeredViews(kind);
  for (const box of viewBoxes(form)) {
    const view = box.value as EmbedView;
    box.closest('label')?.toggleAttribute('hidden', !offered.includes(view));
    box.checked = offered.includes(view) && (offered.length === 1 || DEFAULT_EMBED.views.includes(view));
  }
  partOf(dialog, 'views').hidden = offered.length < 2;
  // A program in a link may be anybody's: it waits for the reader.
  partOf(dialog, 'autorun').hidden = kind !== 'step';
}

function showAll(dialog: HTMLElement, shared: Shared, form: HTMLFormElement, signal: AbortSignal): void {
  const options = optionsIn(form);
  partOf(dialog, 'height').hidden = !query(form, '[name=fixed]', HTMLInputElement).checked;
  const texts = { link: pageAddress(shared), frame: frameCode(shared, options), markdown: markdownLink(shared) };
  for (const [name, text] of Object.entries(texts)) outputOf(dialog, name).value = text;
  const height = options.height ?? roomFor(options.views);
  // A page frames what comes from where it came from.
  const address = embedAddress({ ...shared, site: location.origin }, options);
  showPreview(partOf(dialog, 'preview'), { address, height, title: shared.title }, signal);
}

/** With no view chosen an embed shows its usual ones. */
function optionsIn(form: HTMLFormElement): EmbedOptions {
  const data = new FormData(form);
  const height = query(form, '[name=height]', HTMLInputElement);
  const isFixed = data.has('fixed') && height.checkValidity();
  const chosen = data.getAll('view') as EmbedView[];
  return {
    views: chosen.length === 0 ? DEFAULT_EMBED.views : chosen,
    theme: data.get('theme') as EmbedTheme,
    autorun: data.has('autorun'),
    height: isFixed ? height.valueAsNumber : undefined,
  };
}

function attachCopy(dialog: HTMLElement, signal: AbortSignal): void {
  for (const button of dialog.querySelectorAll<HTMLElement>('[data-copy]')) {
    const name = button.dataset['copy'] ?? '';
    const said = query(dialog, `[data-said=${name}]`);
    button.addEventListener(
      'click',
      () => void copyField(outputOf(dialog, name)).then((text) => (said.textContent = text)),
      {
        signal,
      },
    );
  }
}

function viewBoxes(form: HTMLFormElement): readonly HTMLInputElement[] {
  return [...form.querySelectorAll<HTMLInputElement>('[name=view]')];
}

function outputOf(dialog: HTMLElement, name: string): HTMLTextAreaElement {
  return query(dialog, `[data-out=${name}]`, HTMLTextAreaElement);
}
