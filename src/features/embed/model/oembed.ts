/** What a site asks before it frames a link (oEmbed 1.0, section 2.3.4.4): the frame's code and its size, as a file. */
import { DEFAULT_EMBED, type Embeddable } from './embed-options.ts';
import { frameCode, roomFor, type Shared } from './share-text.ts';

/** What has pages of its own on the site: a playground is in its address. */
export type Linked = Exclude<Embeddable, { readonly kind: 'playground' }>;

/** A page's picture, in pixels: the proportion that most sites expect. */
export const CARD = { width: 1200, height: 630 };

/** Of what has no picture of its own. */
export const SITE_CARD = { of: 'site', name: 'home' };

export interface OEmbed {
  readonly version: '1.0';
  readonly type: 'rich';
  readonly title: string;
  readonly provider_name: 'Cluster Lab';
  readonly provider_url: string;
  readonly html: string;
  /** In CSS pixels; the frame itself takes the whole width that it gets. */
  readonly width: number;
  readonly height: number;
  readonly thumbnail_url: string;
  readonly thumbnail_width: number;
  readonly thumbnail_height: number;
}

/** Of most columns of text. */
const WIDTH = 720;

/** The height is fixed: a site that asks by oEmbed takes no script beside the frame. */
export function oEmbedOf(shared: Shared & { readonly what: Linked }): OEmbed {
  const height = roomFor(shared.what.kind === 'quiz' ? ['quiz'] : DEFAULT_EMBED.views);
  return {
    version: '1.0',
    type: 'rich',
    title: shared.title,
    provider_name: 'Cluster Lab',
    provider_url: `${shared.site}/`,
    html: frameCode(shared, { ...DEFAULT_EMBED, height }),
    width: WIDTH,
    height,
    thumbnail_url: `${shared.site}${cardPath(fileOf(shared.what))}`,
    thumbnail_width: CARD.width,
    thumbnail_height: CARD.height,
  };
}

export interface FileOf {
  readonly of: string;
  readonly name: string;
}

/** Folder and name of what the site keeps for others about a page. */
export function fileOf(what: Linked): FileOf {
  return what.kind === 'step' ? { of: what.lesson, name: what.step } : { of: 'quiz', name: what.lesson };
}

export function oEmbedPath(file: FileOf): string {
  return `/oembed/${file.of}/${file.name}.json`;
}

export function cardPath(file: FileOf): string {
  return `/cards/${file.of}/${file.name}.png`;
}
