/** What a site asks before it frames a link (oEmbed 1.0, section 2.3.4.4): the frame's code and its size, as a file. */
import { DEFAULT_EMBED } from './embed-options.ts';
import { frameCode, roomFor, type Shared } from './share-text.ts';

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
}

/** Of most columns of text. */
const WIDTH = 720;

/** The height is fixed: a site that asks by oEmbed takes no script beside the frame. */
export function oEmbedOf(shared: Shared): OEmbed {
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
  };
}

/** Where that file lies on the site; a playground is in its address, so it has none. */
export function oEmbedPath(what: Shared['what']): string | undefined {
  if (what.kind === 'playground') return undefined;
  return what.kind === 'step' ? `/oembed/${what.lesson}/${what.step}.json` : `/oembed/quiz/${what.lesson}.json`;
}
