/** Worker threads, where a step is granted them, and V8's flags: inside the same guard, whatever options they are given. */
import { syncBuiltinESMExports } from 'node:module';
import process from 'node:process';
import v8 from 'node:v8';
import workerThreads from 'node:worker_threads';
import {
  append,
  apply,
  construct,
  copyOf,
  getPrototypeOf,
  list,
  ownKeys,
  setPrototype,
  String,
  table,
  type List,
} from './primordials.ts';
import { refusal, replace } from './refuse.ts';
import { readCommandLine, refusalOfVariable, refusalOfFlag, type Refusal } from './rules.ts';
import { family, heapMegabytes } from './run.ts';

const { SHARE_ENV, Worker } = workerThreads;
const { setFlagsFromString } = v8;
/** The real one: `process.env` may be replaced. */
const { env: ownEnvironment } = process;

/** Node takes the fence from a thread that has options of its own. The heap is the process's, and a thread is refused that option. */
const familyOfThread: List = list();
for (let at = 0; at < family.length; at++) {
  if (!(family[at] as string).startsWith('--max-')) append(familyOfThread, [family[at] as string]);
}
const NONE = table<true>();

type Options = Readonly<Record<PropertyKey, unknown>>;

/**
 * A copy, whose environment and options are always written down: what a thread inherits is looked up later, where a getter can still
 * change it. One that shares its parent's environment inherits both, as no NODE_OPTIONS is read for it then.
 */
function guardedOptions(given: Options): Options {
  const options = setPrototype({ ...given }, null) as Record<string, unknown>;
  const { execArgv, env } = options;
  if (env === SHARE_ENV) {
    if (execArgv === undefined) return options;
    throw refusal(
      'a thread that shares its environment takes no options of Node here. Leave out execArgv.',
      guardedOptions,
    );
  }
  const words = guardedExecArgv(copyOf(execArgv));
  options['execArgv'] = words;
  options['env'] = threadEnvironment({ ...(typeof env === 'object' && env !== null ? env : ownEnvironment) });
  return options;
}

function guardedExecArgv(words: List): List {
  const { refusal: why, options } = readCommandLine(words, 0, NONE, heapMegabytes);
  if (why !== undefined) throw refuseThread(why);
  const all = list();
  append(all, familyOfThread);
  append(all, options);
  return all;
}

function threadEnvironment(env: Record<string, unknown>): Record<string, unknown> {
  const names = ownKeys(env);
  for (let at = 0; at < names.length; at++) {
    const why = refusalOfVariable(names[at] as string);
    if (why !== undefined) throw refuseThread(why);
  }
  return setPrototype(env, null);
}

const isGranted = process.permission.has('worker');

const handler: ProxyHandler<typeof Worker> = {
  construct(target, given: readonly unknown[], newTarget) {
    if (!isGranted)
      throw refusal(
        'threads are not started on this computer, as one with options of its own would be outside of the fence. ' +
          'In-browser Node runs them: choose it in the Engine menu.',
        handler.construct as (...given: never[]) => unknown,
        'ERR_ACCESS_DENIED',
      );
    const options = guardedOptions((given[1] ?? {}) as Options);
    return construct(target, [given[0], options], newTarget) as object;
  },
};
setPrototype(handler, null);

/**
 * Node's own handle of a thread has a constructor, which would start threads that nobody guards. Hooks and channels show the handle to a
 * program while its first thread is being made, so here one is made before, with an option that Node refuses: no thread starts.
 */
function hideConstructor(): void {
  const prototype = new Proxy(Worker.prototype, {
    set(_, key, value: unknown, made: object) {
      if (typeof value === 'object' && value !== null && 'startThread' in value)
        replace(getPrototypeOf(value) as object, 'constructor', undefined);
      replace(made, key, value);
      return true;
    },
  });
  try {
    // A bound constructor has no prototype of its own that a proxy must tell.
    const target = new Proxy(Worker.bind(null), { get: () => prototype });
    construct(Worker, ['', { eval: true, execArgv: ['--no-option-of-node'] }], target);
  } catch {
    // It is refused, as it should be, or threads are not granted.
  }
}

const refuseThread = ({ message, hint }: Refusal) => refusal(`${message} ${hint}`, guardedOptions);

const GuardedWorker = new Proxy(Worker, handler);

function guardedFlags(flags: unknown): void {
  const flag = String(flags);
  const why = refusalOfFlag(flag, heapMegabytes);
  if (why !== undefined) throw refusal(`${why.message} ${why.hint}`, guardedFlags);
  apply(setFlagsFromString, v8, [flag]);
}

export function guardThreads(): void {
  hideConstructor();
  replace(Worker.prototype, 'constructor', GuardedWorker);
  replace(workerThreads, 'Worker', GuardedWorker);
  replace(v8, 'setFlagsFromString', guardedFlags);
  syncBuiltinESMExports();
}
