/** A learner's findings about a program's sockets, compared with the kernel (who holds them) and the trace (who accepts). */
import type { Files } from '../../lesson/step-program.ts';
import type { FindingsCheck } from '../check-processes.schema.ts';
import type { ProgramFacts, Verdict } from '../facts.ts';
import { livingWorkers } from './living.ts';
import { outcomesOf } from './load-of.ts';

const PRIMARY = 'primary';
const WORKERS = 'workers';
const BOTH = 'primary and workers';

/** Values in a learner's words; one that cannot be known there is undefined, and is not judged. */
interface Truth {
  readonly sockets: number | undefined;
  readonly heldBy: string | undefined;
  readonly acceptedBy: string | undefined;
}

const ALLOWED: Readonly<Record<keyof Truth, string>> = {
  sockets: 'a number',
  heldBy: `"${PRIMARY}", "${WORKERS}" or "${BOTH}"`,
  acceptedBy: `"${PRIMARY}" or "${WORKERS}"`,
};

export function judgeFindings({ file, load }: FindingsCheck, program: ProgramFacts, files: Files): Verdict {
  const { name } = program;
  const said = findingsIn(files[file], name);
  if (said === undefined) return failed(`${file} is not JSON with an entry "${name}".`, name);
  const truth = truthOf(program, load);
  const wrong = (Object.keys(ALLOWED) as (keyof Truth)[]).filter(
    (key) => truth[key] !== undefined && said[key] !== truth[key],
  );
  if (wrong.length === 0) return { passed: true, found: `${file} says of ${name} what the kernel and the trace say.` };
  const parts = wrong.map((key) => `${key} ${JSON.stringify(said[key]) ?? 'missing'}`);
  const forms = wrong.map((key) => `${key} is ${ALLOWED[key]}`);
  return failed(
    `Of ${name}, ${file} says what was not seen: ${parts.join(', ')}. What can be written: ${forms.join('; ')}.`,
    name,
  );
}

/** Undefined unless the text is JSON about this program. */
function findingsIn(text: string | undefined, name: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const all = JSON.parse(text ?? '') as unknown;
    const entry: unknown = typeof all === 'object' && all !== null ? Reflect.get(all, name) : undefined;
    return typeof entry === 'object' && entry !== null ? (entry as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function truthOf(program: ProgramFacts, load: string): Truth {
  const { host, pid, topology } = program;
  const port = livingWorkers(topology).flatMap(({ servers }) => servers)[0]?.port;
  const sockets = host?.listeners.filter((listener) => listener.port === port) ?? [];
  const holders = new Set(sockets.flatMap(({ heldBy }) => heldBy));
  const byPrimary = holders.delete(pid);
  return {
    sockets: host === undefined ? undefined : sockets.length,
    heldBy: host === undefined ? undefined : byPrimary ? (holders.size > 0 ? BOTH : PRIMARY) : WORKERS,
    acceptedBy: accepters(program, load),
  };
}

/** By the visitors' ports: a connection that the primary accepts is handed over; one that a worker accepts is only opened there. */
function accepters(program: ProgramFacts, load: string): string | undefined {
  const peers = new Set(outcomesOf(program, load).map(({ peer }) => peer));
  const ways = program.events.filter((event) => 'peer' in event && event.peer !== null && peers.has(event.peer));
  if (ways.some(({ type }) => type === 'connection.handed')) return PRIMARY;
  return ways.some(({ type, worker }) => type === 'connection.opened' && worker > 0) ? WORKERS : undefined;
}

function failed(found: string, name: string): Verdict {
  return {
    passed: false,
    expected: `The entry of ${name} says how many sockets listen, who holds them and who accepts, as the kernel and the trace saw it.`,
    found,
    hint: `Run ${name} and read what it prints. Who accepts shows when the primary is stopped: does a new visitor get an answer?`,
  };
}
