/** The guard's facts of its run, passed from guard to guard in a variable that is gone before the learner's code looks. */
import process from 'node:process';
import { append, list, table, type List, type Table } from './primordials.ts';
import { isText, RUN_VARIABLE, VARIABLE_PREFIX } from './rules.ts';

const values = process.env[RUN_VARIABLE]?.split(':') ?? [];
Reflect.deleteProperty(process.env, RUN_VARIABLE);
for (const name of Object.keys(process.env)) {
  if (!name.startsWith(VARIABLE_PREFIX)) continue;
  process.env[name.slice(VARIABLE_PREFIX.length)] = process.env[name];
  Reflect.deleteProperty(process.env, name);
}

const [mark = '', childLimit = 16, startLimit = 40, generation = 0, hostPort = 0, ...folder] = values;

/** Where the host listens that started the run. */
export const portOfHost = Number(hostPort);

/** Children of the whole run at once. */
export const mostChildren = Number(childLimit);

/** Starts in five seconds. */
export const mostStarts = Number(startLimit);

/** Where the run's processes count their starts together. On Windows a path has a colon of its own. */
export const startsFolder = folder.join(':');

/** The first process of a run, which the host started. */
export const isFirst = Number(generation) === 0;

/** The environment's entry for the guard of a child. */
export const variableOfChild = `${RUN_VARIABLE}=${mark}:${mostChildren}:${mostStarts}:${Number(generation) + 1}:${portOfHost}:${startsFolder}`;

export const node = process.execPath;

/** Windows loads the libraries of sockets from there: a child has this process's own, whatever it is given. */
export const systemRoot = process.env['SystemRoot'];
export const platform = process.platform;

/** Fence, guard and tracer: every child gets them, in front of all else. */
export const family: List = list();
append(
  family,
  process.execArgv.filter((word) => !isText(word)),
);

export const isOfFamily: Table<true> = table(process.execArgv.map((word) => [word, true]));

export const heapMegabytes = Number(/^--max-old-space-size=(\d+)$/m.exec(process.execArgv.join('\n'))?.[1] ?? Infinity);
