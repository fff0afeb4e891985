/** What an embed shows and how: read from its address, and written into the addresses that teachers paste. */

export const EMBED_VIEWS = ['read', 'run', 'watch', 'quiz'] as const;
/** `read`: the text. `run`: editor, Run and terminal. `watch`: picture and table. `quiz`: the questions. */
export type EmbedView = (typeof EMBED_VIEWS)[number];

export const EMBED_THEMES = ['system', 'light', 'dark'] as const;
export type EmbedTheme = (typeof EMBED_THEMES)[number];

export interface EmbedOptions {
  /** At least one, in the order of EMBED_VIEWS, each once. */
  readonly views: readonly EmbedView[];
  readonly theme: EmbedTheme;
  /** Whether the program starts as soon as the embed comes into view. */
  readonly autorun: boolean;
  /** In CSS pixels, when the frame's height is fixed: the embed then scrolls inside. Undefined: it grows, and tells its host. */
  readonly height: number | undefined;
}

/** Room for a toolbar and some lines; and no more than a very long step takes. */
export const EMBED_HEIGHT = { least: 200, most: 4_000 } as const;

export const DEFAULT_EMBED: EmbedOptions = {
  views: ['run', 'watch'],
  theme: 'system',
  autorun: false,
  height: undefined,
};

/** An address's query, as URLSearchParams reads it. */
export interface Query {
  get(name: string): string | null;
}

/**
 * Never fails: what is not understood counts as not given. layouts/Embed.astro says the same of views and theme before the
 * first paint.
 * @param offered the views that the embed has: what it has not counts as not given either
 */
export function parseEmbedOptions(given: Query, offered: readonly EmbedView[] = EMBED_VIEWS): EmbedOptions {
  const wanted = (given.get('view') ?? '').split(',').map((name) => name.trim());
  const views = offered.filter((view) => wanted.includes(view));
  const usual = offered.filter((view) => DEFAULT_EMBED.views.includes(view));
  const height = Number(given.get('height') ?? Number.NaN);
  return {
    views: [views, usual, offered].find(({ length }) => length > 0) ?? offered,
    theme: EMBED_THEMES.find((theme) => theme === given.get('theme')) ?? DEFAULT_EMBED.theme,
    autorun: ['1', 'true', ''].includes(given.get('autorun') ?? 'no'),
    height: isHeight(height) ? Math.round(height) : undefined,
  };
}

function isHeight(height: number): boolean {
  return height >= EMBED_HEIGHT.least && height <= EMBED_HEIGHT.most;
}

/** @returns a query with its `?`; empty for the default. */
export function formatEmbedOptions({ views, theme, autorun, height }: EmbedOptions): string {
  const parts = [
    ...(views.join() === DEFAULT_EMBED.views.join() ? [] : [`view=${views.join(',')}`]),
    ...(theme === DEFAULT_EMBED.theme ? [] : [`theme=${theme}`]),
    ...(autorun ? ['autorun=1'] : []),
    ...(height === undefined ? [] : [`height=${height}`]),
  ];
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

/** What can be framed: a step, the quiz of a lesson (or `course` for all), or a program of one's own in the fragment. */
export type Embeddable =
  | { readonly kind: 'step'; readonly lesson: string; readonly step: string }
  | { readonly kind: 'quiz'; readonly lesson: string }
  | { readonly kind: 'playground' };

/** The path without options and fragment. */
export function embedPath(what: Embeddable): string {
  if (what.kind === 'step') return `/embed/${what.lesson}/${what.step}/`;
  return what.kind === 'quiz' ? `/embed/quiz/${what.lesson}/` : '/embed/playground/';
}

/** What each kind of embed can show. */
export function offeredViews(kind: Embeddable['kind']): readonly EmbedView[] {
  if (kind === 'step') return EMBED_VIEWS;
  return kind === 'quiz' ? ['quiz'] : ['run', 'watch'];
}
