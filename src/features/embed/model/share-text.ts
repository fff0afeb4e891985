/** What a teacher pastes: an address, the code of a frame, a Markdown link. */
import {
  DEFAULT_EMBED,
  embedPath,
  formatEmbedOptions,
  type Embeddable,
  type EmbedOptions,
  type EmbedView,
} from './embed-options.ts';

export interface Shared {
  readonly what: Embeddable;
  readonly title: string;
  /** The site's origin, such as `https://lab.example`. */
  readonly site: string;
  /** A playground's program, with its `#`; else empty. */
  readonly fragment: string;
}

/** The full page, as a link in a text leads to it. */
export function pageAddress({ what, site, fragment }: Shared): string {
  if (what.kind === 'step') return `${site}/lessons/${what.lesson}/#${what.step}`;
  if (what.kind === 'playground') return `${site}/playground/${fragment}`;
  return `${site}/quiz/${what.lesson === 'course' ? '' : `${what.lesson}/`}`;
}

export function embedAddress({ what, site, fragment }: Shared, options: EmbedOptions): string {
  // A quiz has one view only.
  const views = what.kind === 'quiz' ? DEFAULT_EMBED.views : options.views;
  return `${site}${embedPath(what)}${formatEmbedOptions({ ...options, views })}${fragment}`;
}

/** Room for what is shown, in CSS pixels: the frame's height where no script of the page around makes it fit. */
export function roomFor(views: readonly EmbedView[]): number {
  const room: Readonly<Record<EmbedView, number>> = { read: 620, run: 640, watch: 560, quiz: 560 };
  const total = views.reduce((sum, view) => sum + room[view], 0);
  return Math.min(total, 900);
}

/** What a frame needs to run programs: scripts, its own origin for what it remembers, and links that open in new tabs. */
const SANDBOX =
  'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads';

/** With a script beside it that makes the frame as high as its content, unless the height is fixed. */
export function frameCode(shared: Shared, options: EmbedOptions): string {
  const height = options.height ?? roomFor(options.views);
  const frame = [
    `<iframe src="${attribute(embedAddress(shared, options))}"`,
    `title="${attribute(`${shared.title} · Cluster Lab`)}"`,
    `width="100%" height="${height}" style="border: 0" loading="lazy"`,
    `sandbox="${SANDBOX}" allow="clipboard-write"></iframe>`,
  ].join(' ');
  return options.height === undefined
    ? `${frame}\n<script src="${attribute(shared.site)}/embed.js" async></script>`
    : frame;
}

export function markdownLink(shared: Shared): string {
  const address = pageAddress(shared).replaceAll('(', '%28').replaceAll(')', '%29');
  return `[${shared.title.replaceAll(/[\\[\]`*_<>]/g, String.raw`\$&`)}](${address})`;
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
