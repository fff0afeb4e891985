/** The second port of the server that gave this page (core/local-port), as a page on the server's own computer uses it. */
import { LOCAL_PORT_PATH, PAGE_HEADER, type LocalPortAnswer } from '../core/local-port/local-port.ts';
import { isLoopback } from './loopback.ts';

export interface LocalPort extends LocalPortAnswer {
  /** `http://localhost:4322`: by the name that this page has, since another one would be another site. */
  readonly url: string;
}

/** @returns undefined where there is none, or for a page from another computer. @throws when the server does not answer */
export async function askLocalPort(): Promise<LocalPort | undefined> {
  // No policy can name the last of these, so a page there reaches nothing but its own port.
  if (!isLoopback() || location.hostname === '[::1]') return undefined;
  const response = await fetch(LOCAL_PORT_PATH, { headers: { accept: 'application/json' } });
  if (response.status !== 200 || !response.headers.get('content-type')?.includes('json')) {
    // What nobody reads would hold its connection.
    void response.body?.cancel();
    return undefined;
  }
  const answer = (await response.json()) as LocalPortAnswer;
  return { ...answer, url: `http://${location.hostname}:${answer.port}` };
}

/** @throws when it does not answer */
export async function postToLocalPort({ url }: LocalPort, path: string, body: object): Promise<unknown> {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [PAGE_HEADER]: '1' },
    body: JSON.stringify(body),
  });
  return response.json();
}
