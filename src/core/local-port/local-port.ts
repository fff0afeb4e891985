/**
 * The server's second port, for actions that only this computer may ask for. It listens on loopback even if the site does not, so that
 * no proxy of the site's port reaches it, and answers only pages that this computer opened at the site's own loopback address.
 */

/** On the site's port: GET returns the address of the second port, to pages of this computer. */
export const LOCAL_PORT_PATH = '/__local-port';

/** The port is no secret: the asking page decides. */
export interface LocalPortAnswer {
  readonly port: number;
  /** Whether Node on this computer runs programs. */
  readonly programs: boolean;
  /** Whether workshops are made here. */
  readonly workshops: boolean;
}

/** A header of every request to the second port. Only a script's `fetch` can set it, and across origins only if the server agrees. */
export const PAGE_HEADER = 'cluster-lab-page';

/** The port after the site's, unless another program has it: an open page finds it again after a restart of the server. */
export function usualLocalPort(sitePort: number): number {
  return sitePort + 1;
}
