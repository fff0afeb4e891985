/** Runs a program of the course, sends it a small load where it serves, and says what it showed: in Node and in a page. */
import type { Files, RunSpec } from '../../src/core/lesson/step-program.ts';
import type { Sandbox } from '@cluster-lab/sandbox';
import { withGuests, type GuestTexts } from '../../src/session/guest.ts';
import { Program } from '../../src/session/program.ts';
import { quiet, untilUp, waitUntil } from '../../src/session/wait.ts';
import { aside, MEASURED, processLabels } from './report.ts';

export interface LessonRun {
  readonly run: RunSpec;
  readonly entry: string;
  readonly files: Files;
  readonly guests: GuestTexts;
}

/** Numbers are times, pids, ports and shares here, so they are all alike; and how often something is said is a matter of time. */
export interface LessonReport {
  /** Null where it went on. */
  readonly exit: Program['exit'];
  readonly lines: readonly string[];
  readonly answers: readonly string[];
  /** Process -> kinds of events, in the order in which the first of each came. */
  readonly trace: Readonly<Record<string, readonly string[]>>;
}

/** One after the other, each on a connection of its own. */
const LOAD = { name: 'load', requests: 4, connections: 1, keepAlive: false, path: '/', timeoutMs: 15_000 } as const;
/** A program that does not serve, and computes. */
const END_LIMIT_MS = 20_000;
const QUIET_MS = 400;
const QUIET_LIMIT_MS = 4_000;
/** Of the many that some programs start. */
const COMPARED = /^(primary|worker 1|child 1)\b/;

/** Closes the sandbox. */
export async function driveLesson(sandbox: Sandbox, { run, entry, files, guests }: LessonRun): Promise<LessonReport> {
  try {
    await sandbox.mount(withGuests(files, guests));
    const program = await Program.start({ sandbox, run: { ...run, entry }, onText: () => undefined });
    await untilUp(program);
    const serves = program.log.events.some(({ type }) => type === 'server.listening');
    if (!serves) await waitUntil(program, { state: 'program-exited' }, { limitMs: END_LIMIT_MS });
    else if (program.exit === null) await program.load({ ...PLAIN, ...LOAD }).catch(() => undefined);
    await quiet(program, QUIET_MS, QUIET_LIMIT_MS);
    const report = reportOf(program, sandbox.workdir);
    await program.stop();
    return report;
  } finally {
    await sandbox.dispose();
  }
}

const PLAIN = { method: 'GET', headers: {}, paceMs: 0, staggerMs: 0, cookies: false, held: false } as const;

function reportOf(program: Program, workdir: string): LessonReport {
  const plain = (text: string) => text.replaceAll(workdir, '<folder>').replace(/\d+(\.\d+)?/g, '#');
  const outcomes = program.loads.value.flatMap((load) => load.outcomes);
  const answers = outcomes.flatMap(({ result }) => {
    if (result.kind === 'answered') return plain(`${result.status} ${result.body}`);
    // A program that ends by itself takes some of the requests, or none.
    return program.exit === null ? JSON.stringify(result) : [];
  });
  return {
    exit: program.exit && { code: program.exit.code, signal: program.exit.signal },
    lines: distinct(plain(program.output).split(/\r?\n/)),
    answers: distinct(answers),
    trace: traceOf(program),
  };
}

const distinct = (texts: readonly string[]) => [...new Set(texts)].sort();

function traceOf({ pid, log }: Program): Record<string, string[]> {
  const labels = processLabels(pid, log.events);
  const trace: Record<string, Set<string>> = {};
  for (const event of log.events.toSorted((one, other) => one.sequence - other.sequence)) {
    // Who speaks first is open, and messages come by the clock.
    const speaks = event.type.startsWith('message.') ? ` ${event.type}` : '';
    const about = `${labels.get(event.pid)}${aside(event)}${speaks}`;
    if (event.type === MEASURED || !COMPARED.test(about) || /worker [^1]/.test(about)) continue;
    (trace[about] ??= new Set()).add(event.type);
  }
  return Object.fromEntries(Object.entries(trace).map(([about, types]) => [about, [...types]]));
}
