/** What a page decides about its engine. Plain data all of it, as the kernel runs elsewhere. */
import { defaultLimits, type Limits } from '@cluster-lab/sandbox/limits';
import { slowSentence, stopSentence } from '@cluster-lab/sandbox/notices';

export interface EngineOptions {
  /** What programs may need beyond what every engine gives, and this page says it has: `capabilities.needs`. */
  readonly grants?: readonly string[];
  /** Where the page puts files of its own beside a program's: a name without `/`. Stack traces leave them out. */
  readonly ownFolder?: string;
  readonly limits?: Partial<EngineLimits>;
  readonly messages?: Partial<Messages>;
}

/** How much a program may take. */
export interface EngineLimits extends Pick<
  Limits,
  'outputBytesPerSecond' | 'outputBurstBytes' | 'outputBytes' | 'idleMs'
> {
  /** Child processes of a program at once, and worker threads of a process. */
  readonly children: number;
  readonly startsInFiveSeconds: number;
}

/** What people read, each a sentence or more. A page with other buttons has other words. */
export interface Messages {
  /** Who speaks where it is not the program; a name, and no sentence. */
  readonly speaker: string;
  /** In a program's output: it prints too fast, printed too much, was not used for too long. */
  readonly slowed: string;
  readonly outputLimit: string;
  readonly idleLimit: string;
  /** What to do when the engine did not boot; when it broke; when a sandbox was closed. */
  readonly bootFailed: string;
  readonly lost: string;
  readonly disposed: string;
  /** What to do when a signal finds no process; when it is one that no browser can deliver. */
  readonly noSuchProcess: string;
  readonly unsupportedSignal: string;
}

/** What the kernel is told of a page's choice. */
export interface Settings {
  readonly ownFolder: string | undefined;
  readonly limits: EngineLimits;
  readonly messages: Messages;
}

/** A dozen workers at work, and a storm of starts that is no mistake. */
const MOST_CHILDREN = 16;
const MOST_STARTS = 40;

/** What is chosen, with what is usual for the rest. */
export function settingsOf({ ownFolder, limits: chosen, messages }: EngineOptions = {}): Settings {
  const { outputBytesPerSecond, outputBurstBytes, outputBytes, idleMs } = defaultLimits;
  const limits = {
    ...{ outputBytesPerSecond, outputBurstBytes, outputBytes, idleMs },
    ...{ children: MOST_CHILDREN, startsInFiveSeconds: MOST_STARTS },
    ...chosen,
  };
  return { ownFolder, limits, messages: { ...usualMessages(limits), ...messages } };
}

function usualMessages(limits: EngineLimits): Messages {
  const all = { ...defaultLimits, ...limits };
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
