/** The run in a recording, apart from its terminal and its driver: as a saved run, to be looked at. */
import { createSplitter, type Splitter } from '../trace/splitter.ts';
import type { SavedRun } from '../trace/run-file.ts';
import type { TraceEvent } from '../trace/event.ts';
import { nonceIn } from './nonce-in.ts';

interface Traced {
  readonly splitter: Splitter;
  readonly events: TraceEvent[];
  exit: SavedRun['exit'];
}

interface Marker {
  readonly do: string;
  readonly process: number;
  readonly args?: readonly string[];
  readonly status?: NonNullable<SavedRun['exit']>;
}

/** Of several programs, the one with the most events. @throws for a text that is no recording of ours */
export function runInCast(text: string, title: string): SavedRun {
  const programs = new Map<number, Traced>();
  let latest = 0;
  for (const line of text.trimEnd().split('\n').slice(1)) {
    const [, code, data] = JSON.parse(line) as [number, string, string];
    if (code !== 'm') {
      const program = programs.get(Number(code.slice(1) || latest));
      if (program) program.events.push(...program.splitter.push(data).events);
      continue;
    }
    const marker = JSON.parse(data) as Marker;
    const nonce = marker.do === 'spawn' ? nonceIn(marker.args ?? []) : undefined;
    if (nonce !== undefined) {
      latest = marker.process;
      programs.set(latest, { splitter: createSplitter({ nonce }), events: [], exit: null });
    }
    const ended = programs.get(marker.process);
    if (marker.do === 'exit' && ended && marker.status) ended.exit = marker.status;
  }
  const program = [...programs.values()].toSorted((one, other) => other.events.length - one.events.length)[0];
  if (program === undefined) throw new Error(`The recording “${title}” holds no program.`);
  return { title, exit: program.exit, dropped: 0, events: program.events };
}
