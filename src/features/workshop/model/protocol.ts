/** What a workshop's server says to pages, where it listens, and why it closes a connection. */
import type { ClassView, HostView, MemberRow, OwnView, ScreenView } from './views.ts';

/** One WebSocket for every role; the first message says which. */
export const WORKSHOP_SOCKET_PATH = '/__workshop/socket';
/** GET answers `WorkshopOffer`. On the server's second port (core/local-port) POST `{ title }` makes a workshop, and answers `Created`. */
export const WORKSHOPS_PATH = '/__workshop/workshops';

export interface WorkshopOffer {
  /** Under which the class reaches the server, with its path; null where only its own computer does. */
  readonly address: string | null;
}

export interface Created {
  readonly code: string;
  /** Goes into the fragment of a link, which no server log sees: `/workshop/host/#<host>`, `/workshop/screen/#<screen>`. */
  readonly host: string;
  readonly screen: string;
}

/** Whole views, never differences, but for the rows of the roster: a page shows the last one that came. */
export type ToLearner =
  | { readonly type: 'joined'; readonly token: string; readonly own: OwnView; readonly class: ClassView }
  | { readonly type: 'own'; readonly own: OwnView }
  | { readonly type: 'class'; readonly class: ClassView }
  | Answered
  /** It could not be kept now, as on a full disk: the page keeps it, and sends it again after a while. */
  | { readonly type: 'later'; readonly id: string; readonly sentence: string };

export type ToHost =
  | {
      readonly type: 'hosting';
      readonly host: HostView;
      readonly rows: readonly MemberRow[];
      /** The screen's secret, for its link. */
      readonly screen: string;
    }
  | { readonly type: 'host'; readonly host: HostView }
  /** Rows that changed, and members that were removed. */
  | { readonly type: 'rows'; readonly rows: readonly MemberRow[]; readonly removed: readonly string[] }
  | { readonly type: 'exported'; readonly format: 'csv' | 'json'; readonly text: string }
  /** The secrets from now on, to the page that asked for them. */
  | { readonly type: 'renewed'; readonly secret: string; readonly screen: string }
  | { readonly type: 'deleted' }
  | Answered;

export type ToScreen = { readonly type: 'screen'; readonly screen: ScreenView };

/** `ack` only once it is durable. What is refused will never be taken: the page drops it. */
export type Answered =
  | { readonly type: 'ack'; readonly id: string }
  | { readonly type: 'refused'; readonly id: string; readonly sentence: string };

/** Sent before the server closes a connection; the page says `sentence`, and tries again only where that may help. */
export interface Closing {
  readonly type: 'closing';
  readonly why: ClosingReason;
  readonly sentence: string;
}

export type ClosingReason =
  | 'unknown-code'
  | 'unknown-secret'
  | 'bad-name'
  | 'full'
  | 'ended'
  | 'locked'
  | 'removed'
  | 'renewed'
  | 'deleted'
  | 'too-many-tries'
  | 'too-fast'
  | 'not-understood'
  | 'too-slow'
  | 'set-aside'
  | 'restarting';

export const MAY_TRY_AGAIN: readonly ClosingReason[] = ['too-fast', 'too-slow', 'set-aside', 'restarting'];

/** Said by a page, and said back: all that it sent before has arrived. */
export interface Beat {
  readonly type: 'beat';
}

export type ServerMessage = ToLearner | ToHost | ToScreen | Closing | Beat;
