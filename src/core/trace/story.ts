/** The history of one thing in a run: a connection from its acceptance to its end, a process from its fork to its exit. */
import { describeEvent } from './describe-event.ts';
import type { PeerPort, TraceEvent, WorkerId } from './event.ts';

export type Subject =
  | { readonly kind: 'connection'; readonly peer: PeerPort }
  | { readonly kind: 'port'; readonly port: number }
  | { readonly kind: 'process'; readonly worker: WorkerId; readonly pid: number };

export interface StoryLine {
  /** Microseconds since the run began. */
  readonly at: number;
  readonly words: string;
  /** How often in a row it happened. */
  readonly times: number;
}

/** The newest lines; a worker under load has more than anybody reads. */
const MOST_LINES = 60;

/** @param events in the order of time */
export function storyOf(subject: Subject, events: readonly TraceEvent[]): readonly StoryLine[] {
  const own = eventsOf(subject, events);
  // From the newest back, as far as it is shown.
  const lines: StoryLine[] = [];
  for (let index = own.length - 1; index >= 0; index--) {
    const event = own[index] as TraceEvent;
    const words = describeEvent(event);
    const last = lines.at(-1);
    if (last?.words === words) lines[lines.length - 1] = { at: event.at, words, times: last.times + 1 };
    else if (lines.length === MOST_LINES) break;
    else lines.push({ at: event.at, words, times: 1 });
  }
  return lines.reverse();
}

function eventsOf(subject: Subject, events: readonly TraceEvent[]): readonly TraceEvent[] {
  switch (subject.kind) {
    case 'connection':
      return ofConnection(subject.peer, events);
    case 'process':
      return ofProcess(subject, events);
    case 'port':
      return events.filter(
        (event) =>
          (event.type === 'server.listening' || event.type === 'worker.listening') && event.port === subject.port,
      );
    default:
      return subject satisfies never;
  }
}

/** A client's port may come back: the story is about its newest connection. */
function ofConnection(peer: PeerPort, events: readonly TraceEvent[]): readonly TraceEvent[] {
  let story: TraceEvent[] = [];
  let isOver = false;
  const requests = new Set<string>();
  for (const event of events) {
    const isAbout = 'peer' in event && event.peer === peer;
    if (event.type === 'request.started' && isAbout) requests.add(`${event.pid}:${event.request}`);
    const isEnd = event.type === 'request.finished' || event.type === 'request.aborted';
    if (!isAbout && !(isEnd && requests.has(`${event.pid}:${event.request}`))) continue;
    const isAnother: boolean = isOver && (event.type === 'connection.handed' || event.type === 'connection.opened');
    if (isAnother) story = [];
    isOver = event.type === 'connection.closed' || (isOver && !isAnother);
    story.push(event);
  }
  return story;
}

/** The worker's own events and its messages; its many requests are part of their connections' stories. */
function ofProcess(
  { worker, pid }: { readonly worker: WorkerId; readonly pid: number },
  events: readonly TraceEvent[],
): readonly TraceEvent[] {
  return events.filter((event) => {
    if (event.type.startsWith('request.') || event.type === 'process.memory') return false;
    if (event.pid === pid) return !event.type.startsWith('connection.') || worker === 0;
    if (worker === 0) return false;
    return ('id' in event && event.id === worker) || ('to' in event && event.to === worker && event.worker === 0);
  });
}
