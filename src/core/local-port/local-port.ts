/**
 * The server's second port: what only this computer may have done for it. It listens on loopback whatever the site listens on, so that
 * no proxy of the site's port reaches it, and answers pages alone that this computer opened at the site's own loopback address.
 */

/** On the site's port: GET says where the second port is, to pages of this computer. */
export const LOCAL_PORT_PATH = '/__local-port';

/** The port is no secret: what counts is who asks there. */
export interface LocalPortAnswer {
  readonly port: number;
  /** Whether Node on this computer runs programs. */
  readonly programs: boolean;
  /** Whether workshops are made here. */
  readonly workshops: boolean;
}

/** Every request to the second port carries it. Only a script's `fetch` can set it, and across origins only where the server agrees. */
export const PAGE_HEADER = 'cluster-lab-page';

/** The one after the site's, unless another program has that: so that an open page finds it again when the server was restarted. */
export function usualLocalPort(sitePort: number): number {
  return sitePort + 1;
}
