/** What a page tells the kernel's worker in the engine's frame, and what it hears of it. Sandboxes have ports of their own. */
import type { Settings } from './options.ts';
import type { Parts } from './protocol.ts';

export type ToFrame =
  /** Boots Node's library in so many workers. */
  | { readonly op: 'boot'; readonly process: Blob; readonly ahead: number }
  /** What programs may require; comes before the first `open`. */
  | ({ readonly op: 'parts' } & Parts)
  /** Opens a sandbox, which is spoken to by the port that comes along. */
  | { readonly op: 'open'; readonly workdir: string; readonly port: number; readonly settings: Settings }
  /** Asks whether it still answers. */
  | { readonly op: 'ping' };

export type FromFrame =
  { readonly op: 'booted' } | { readonly op: 'broken'; readonly error: string } | { readonly op: 'pong' };

/** The last thing that a page says of a sandbox, and its answer once all that ran there has ended. */
export const CLOSE = 'close';
