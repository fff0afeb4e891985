/** Finds Node's own name at a place of a program, as far as imports and the line reveal it. */
import type { NodeApi, NodeApis } from './node-api.schema.ts';

const MODULE = String.raw`['"](?:node:)?(cluster|http|net|os|process|worker_threads)['"]`;
const IMPORT = new RegExp(String.raw`\bimport\s+([^;'"]+?)\s*from\s*${MODULE}`, 'g');
const REQUIRE = new RegExp(
  String.raw`\b(?:const|let|var)\s+([\w$]+|\{[^}]*\})\s*=\s*(?:require|await\s+import)\(\s*${MODULE}`,
  'g',
);
const EVENT = /([\w$.]+)\.(?:on|once|off)\(\s*['"](\w+)['"]/g;
const CHAIN = /[\w$]+(?:\??\.[\w$]+)*/g;

export interface ApiAt extends NodeApi {
  readonly name: string;
  /** Its place in the line: the first character, and the one after the last. */
  readonly start: number;
  readonly end: number;
}

/** @param at index in `line`, of a character of the name */
export function nodeApiAt(apis: NodeApis, source: string, line: string, at: number): ApiAt | undefined {
  const names = importedIn(source);
  const found = (path: string, start: number, end: number): ApiAt | undefined => {
    const name = fullName(path, names);
    const api = Object.hasOwn(apis, name) ? apis[name] : undefined;
    const isThere =
      api?.of === undefined || [...names.values()].some((each) => `node:${each.split('.')[0]}` === api.of);
    return api !== undefined && isThere ? { ...api, name, start, end } : undefined;
  };
  for (const match of line.matchAll(EVENT)) {
    const [whole, emitter = '', event = ''] = match;
    const end = match.index + whole.length - 1;
    if (at >= end - event.length && at <= end) {
      const owner = fullName(emitter, names);
      return found(`${owner}.on('${event}')`, end - event.length, end);
    }
  }
  for (const match of line.matchAll(CHAIN)) {
    const [chain] = match;
    const before = line.slice(0, match.index);
    if (at < match.index || at > match.index + chain.length || /[.'"`]$/.test(before)) continue;
    // `cluster.worker.id` at "worker" is `cluster.worker`.
    const rest = /^[\w$]*/.exec(chain.slice(at - match.index))?.[0] ?? '';
    const end = at + rest.length;
    const path = chain.slice(0, end - match.index);
    return found(path.replaceAll('?.', '.'), match.index + path.lastIndexOf('.') + 1, end);
  }
  return undefined;
}

/** The name in the course's spelling: after the module, or after the variable that stands for it. */
function fullName(path: string, names: ReadonlyMap<string, string>): string {
  const [first = '', ...rest] = path.split('.');
  const full = [names.get(first) ?? first, ...rest].join('.');
  return /^cluster\.worker\../.test(full) ? full.slice('cluster.'.length) : full;
}

/** Local names, each with its module or the module's member. */
function importedIn(source: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const [, what = '', module = ''] of [...source.matchAll(IMPORT), ...source.matchAll(REQUIRE)]) {
    const members = /\{([^}]*)\}/.exec(what)?.[1] ?? '';
    for (const member of members.split(',')) {
      const [name, local = name] = member.trim().split(/\s+as\s+|\s*:\s*/);
      if (name && local) names.set(local, name === 'default' ? module : `${module}.${name}`);
    }
    const whole = what.replace(/\{[^}]*\}/, '').replace(/\*\s+as\s+/, '');
    for (const name of whole.split(',').map((each) => each.trim())) if (name !== '') names.set(name, module);
  }
  return names;
}
