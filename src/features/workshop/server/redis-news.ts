/** What servers that share a Redis tell each other: that there is something to read, or who is where. */

export const NEWS = 'cluster-lab:workshop-news';

export type News =
  | { readonly type: 'events' | 'created' | 'deleted'; readonly id: string }
  | { readonly type: 'here'; readonly id: string; readonly server: string; readonly members: readonly string[] };

/** @returns undefined for what another program, or a newer server, published there */
export function readNews(text: string): News | undefined {
  try {
    const news = JSON.parse(text) as Partial<Record<string, unknown>> | null;
    if (typeof news?.['id'] !== 'string') return undefined;
    const { type, id, server, members } = news;
    if (type === 'events' || type === 'created' || type === 'deleted') return { type, id };
    if (type !== 'here' || typeof server !== 'string' || !Array.isArray(members)) return undefined;
    return { type, id, server, members: members.filter((each): each is string => typeof each === 'string') };
  } catch {
    return undefined;
  }
}
