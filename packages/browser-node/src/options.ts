/** A page's choices for its engine. Plain data, since the kernel runs elsewhere. */
import { limitsOf, type Limits } from '@cluster-lab/sandbox/limits';
import { slowSentence, stopSentence } from '@cluster-lab/sandbox/notices';

export interface EngineOptions {
  /** Special needs of programs that this page claims to meet: `capabilities.needs`. */
  readonly grants?: readonly string[];
  /** The folder of the page's own files beside a program's: a name without `/`. Stack traces leave them out. */
  readonly ownFolder?: string;
  readonly limits?: Partial<EngineLimits>;
  readonly messages?: Partial<Messages>;
}

/** The bounds of a program. */
export type EngineLimits = Pick<
  Limits,
  'outputBytesPerSecond' | 'outputBurstBytes' | 'outputBytes' | 'idleMs' | 'children' | 'startsInFiveSeconds'
>;

/** Texts for people, each a sentence or more. A page with other buttons has other words. */
export interface Messages {
  /** The sender of notices, which is not the program; a name, not a sentence. */
  readonly speaker: string;
  /** Notices in a program's output: it prints too fast, it printed too much, nobody used it for too long. */
  readonly slowed: string;
  readonly outputLimit: string;
  readonly idleLimit: string;
  /** Hints for three failures: the engine did not boot, it broke, a sandbox was closed. */
  readonly bootFailed: string;
  readonly lost: string;
  readonly disposed: string;
  /** Hints for two signals: one finds no process, no browser can deliver the other. */
  readonly noSuchProcess: string;
  readonly unsupportedSignal: string;
}

/** The part of a page's choices that the kernel needs. */
export interface Settings {
  readonly ownFolder: string | undefined;
  readonly limits: EngineLimits;
  readonly messages: Messages;
}

/** The choices, completed by the defaults. */
export function settingsOf({ ownFolder, limits: chosen, messages }: EngineOptions = {}): Settings {
  const all: Limits = { ...limitsOf(navigator.hardwareConcurrency || 1), ...chosen };
  const { outputBytesPerSecond, outputBurstBytes, outputBytes, idleMs, children, startsInFiveSeconds } = all;
  const limits = { outputBytesPerSecond, outputBurstBytes, outputBytes, idleMs, children, startsInFiveSeconds };
  return { ownFolder, limits, messages: { ...usualMessages(all), ...messages } };
}

function usualMessages(all: Limits): Messages {
  return {
    speaker: 'In-browser Node',
    slowed: slowSentence(all),
    outputLimit: stopSentence('output-limit', all),
    idleLimit: stopSentence('idle-limit', all),
    bootFailed: 'Reload the page.',
    lost: 'Boot a new sandbox.',
    disposed: 'Boot a new sandbox.',
    noSuchProcess: 'It may have ended already.',
    unsupportedSignal: 'Send another signal.',
  };
}
