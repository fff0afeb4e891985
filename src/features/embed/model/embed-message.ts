/**
 * What an embed and the page around it tell each other by `postMessage`. This is a public contract: host pages are written
 * against it, so a field may be added and none changed. public/embed.js is its other side.
 */
import type { EmbedTheme, EmbedView } from './embed-options.ts';
import type { Statement } from './statement.ts';

/**
 * Sent to the parent window, to any origin: nothing in it is secret, and an embed cannot know who frames it. `embed` is its path
 * below /embed/: `cluster-basics/fork`, `quiz/ipc`, `playground`.
 */
export type EmbedMessage = { readonly source: 'cluster-lab'; readonly version: 1; readonly embed: string } & EmbedNews;

export type EmbedNews =
  /** Once, when it can be used. `url` is the full lesson's. */
  | { readonly type: 'ready'; readonly title: string; readonly url: string; readonly views: readonly EmbedView[] }
  /** Of the whole content, in CSS pixels: at the start, and whenever it changes. Where the address fixes a height: that, once. */
  | { readonly type: 'height'; readonly height: number }
  /** A program that Run started has ended. `requests` were answered by each process: a worker's id, or "primary". */
  | {
      readonly type: 'run-finished';
      /** The learner's own files, or the course's solution, which also runs where no code is shown. */
      readonly variant: 'mine' | 'solution';
      /** The primary's exit code; null when a signal or Stop ended it. */
      readonly code: number | null;
      readonly requests: Readonly<Record<string, number>>;
    }
  /** All checks of the step passed. */
  | { readonly type: 'check-passed'; readonly statement: Statement }
  | { readonly type: 'quiz-answered'; readonly correct: boolean; readonly statement: Statement };

/** All that a host may say. Whatever else arrives is passed over in silence. */
export type HostMessage =
  | { readonly target: 'cluster-lab'; readonly type: 'theme'; readonly theme: EmbedTheme }
  /** Asks for `height` again. */
  | { readonly target: 'cluster-lab'; readonly type: 'measure' };
