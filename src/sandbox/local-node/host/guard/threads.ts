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

const { Worker } = workerThreads;
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

/** A copy. A thread with options or an environment of its own inherits nothing, so the family is written down. */
function guardedOptions(given: Options): Options {
  const options = setPrototype({ ...given }, null) as Record<string, unknown>;
  const { execArgv, env } = options;
  const hasEnvironment = typeof env === 'object' && env !== null;
  if (hasEnvironment) options['env'] = threadEnvironment({ ...env });
  if (hasEnvironment || (execArgv !== undefined && execArgv !== null))
    options['execArgv'] = guardedExecArgv(copyOf(execArgv));
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

const handler: ProxyHandler<typeof Worker> = {
  construct(target, given: readonly unknown[], newTarget) {
    if (ownEnvironment['NODE_OPTIONS'] !== undefined) threadEnvironment({ NODE_OPTIONS: '' });
    const options = given[1] === undefined ? undefined : guardedOptions(given[1] as Options);
    const made = construct(target, options === undefined ? [given[0]] : [given[0], options], newTarget) as object;
    hideConstructor(made);
    return made;
  },
};
setPrototype(handler, null);

/** Node's own handle of a thread lies under a symbol; its constructor would start threads that nobody guards. */
function hideConstructor(worker: object): void {
  const keys = ownKeys(worker);
  for (let at = 0; at < keys.length; at++) {
    const value = (worker as Record<PropertyKey, unknown>)[keys[at] as PropertyKey];
    if (typeof value !== 'object' || value === null || !('startThread' in value)) continue;
    replace(getPrototypeOf(value) as object, 'constructor', undefined);
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
  replace(Worker.prototype, 'constructor', GuardedWorker);
  replace(workerThreads, 'Worker', GuardedWorker);
  replace(v8, 'setFlagsFromString', guardedFlags);
  syncBuiltinESMExports();
}
