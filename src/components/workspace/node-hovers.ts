/** Hovers of the editor on Node's own names, from the course's own texts: no language service has to load. */
import { nodeApiAt } from '../../core/lesson/node-api.ts';

export interface ApiHover {
  /** Markdown. */
  readonly paragraphs: readonly string[];
  readonly start: number;
  readonly end: number;
}

/** @param at index in `line` */
export async function tellNodeApi(source: string, line: string, at: number): Promise<ApiHover | undefined> {
  const { default: apis } = await import('virtual:node-api');
  const api = nodeApiAt(apis, source, line, at);
  if (api === undefined) return undefined;
  const { name, words, shownBy, start, end } = api;
  const [lesson = '', step = ''] = shownBy.split('/');
  const link = `[See it in the course](${new URL(`/lessons/${lesson}/#${step}`, location.origin).href})`;
  // A package of a learning platform holds one lesson alone.
  const leads = location.origin !== 'null' && document.getElementById('judged-steps') === null;
  return { paragraphs: [`\`${name}\``, words, ...(leads ? [link] : [])], start, end };
}
