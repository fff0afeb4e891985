/** The messages between a page and the kernel's worker in the engine's frame. Sandboxes have ports of their own. */
import type { Settings } from './options.ts';
import type { Parts, ScriptChunk } from './protocol.ts';

export type ToFrame =
  /** Boots Node's library in this many workers. */
  | { readonly op: 'boot'; readonly process: Blob; readonly ahead: number }
  /** Modules for `require`; comes before the first `open`. */
  | ({ readonly op: 'parts' } & Parts)
  /** A part that the kernel has asked for. */
  | { readonly op: 'part'; readonly at: number; readonly chunk: ScriptChunk }
  /** Opens a sandbox on the port that comes along. */
  | { readonly op: 'open'; readonly workdir: string; readonly port: number; readonly settings: Settings }
  /** Asks whether the kernel still answers. */
  | { readonly op: 'ping' };

export type FromFrame =
  | { readonly op: 'booted' }
  | { readonly op: 'broken'; readonly error: string }
  | { readonly op: 'pong' }
  /** Asks for a part, by its place among the chunks. */
  | { readonly op: 'want'; readonly at: number };

/** The page's last message to a sandbox, and the answer once everything in it has ended. */
export const CLOSE = 'close';
