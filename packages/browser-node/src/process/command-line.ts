/** Splits a process's arguments into Node's own options and the program's, and sets the options; refuses as Node does. */
import { commandLine } from './bindings/options.ts';
import type { Members } from './binding.ts';
import { parts } from './parts.ts';
import { started } from './realm.ts';
import { fromShape } from './shape.ts';

interface Arguments {
  readonly argv: readonly string[];
  readonly execArgv: readonly string[];
  /** The module of Node's library that runs the program. */
  readonly main: string;
}

/** An end of the process before its beginning. */
export class CommandLineEnd extends Error {
  readonly code: number;
  readonly output: string;

  constructor(code: number, output: string) {
    super(output);
    this.code = code;
    this.output = output;
  }
}

const BAD_ARGUMENT = 9;
const SHORT: Readonly<Record<string, readonly string[]>> = {
  '-r': ['--require'],
  '-C': ['--conditions'],
  '-e': ['--eval'],
  '-p': ['--print', '--eval'],
  '-pe': ['--print', '--eval'],
  '-c': ['--check'],
  '-v': ['--version'],
};
/** Options for one process alone, so not for all by the environment. */
const NOT_IN_ENVIRONMENT = /^--(eval|print|check|version|test|run|interactive|env-file|title)$/;
const MAIN = {
  eval: 'internal/main/eval_string',
  input: 'internal/main/eval_stdin',
  check: 'internal/main/check_syntax',
  file: 'internal/main/run_main_module',
} as const;

let known: Arguments | undefined;
let defaults: Members = {};

/** Reads the options once; NODE_OPTIONS come first. @throws {CommandLineEnd} */
export function commandLineArguments(): Arguments {
  known ??= read();
  return known;
}

/** Options that have a variable of their own. */
const VARIABLES = {
  NODE_REDIRECT_WARNINGS: '--redirect-warnings',
  NODE_PENDING_DEPRECATION: '--pending-deprecation',
  NODE_NO_WARNINGS: '--no-warnings',
} as const;

function read(): Arguments {
  defaults = fromShape(parts.facts.options, 'options') as Members;
  const { args, env } = started();
  for (const [name, option] of Object.entries(VARIABLES)) {
    const value = env[name] ?? '';
    if (option === '--redirect-warnings' ? value !== '' : value === '1') take(option, () => value);
  }
  const own = wordsIn(env['NODE_OPTIONS'] ?? '');
  while (own.length > 0) {
    const option = own.shift() as string;
    for (const name of namesOf(option)) {
      if (NOT_IN_ENVIRONMENT.test(name)) refuse(`${option} is not allowed in NODE_OPTIONS`);
    }
    take(option, () => own.shift());
  }
  const execArgv: string[] = [];
  const rest = args.slice(1);
  while (rest[0]?.startsWith('-') === true && rest[0] !== '-') {
    const option = rest.shift() as string;
    if (option === '--') break;
    execArgv.push(option);
    take(option, () => {
      const value = rest.shift();
      if (value !== undefined) execArgv.push(value);
      return value;
    });
  }
  if (commandLine['--version'] === true) throw new CommandLineEnd(0, `v${parts.facts.versions.node}\n`);
  return { argv: [args[0] ?? 'node', ...rest], execArgv, main: mainOf(rest[0]) };
}

function mainOf(file: string | undefined): string {
  if (commandLine['--eval'] !== undefined) return MAIN.eval;
  if (file === undefined || file === '-') return MAIN.input;
  return commandLine['--check'] === true ? MAIN.check : MAIN.file;
}

/** Words between spaces; quotes hold them together. */
function wordsIn(text: string): string[] {
  return [...text.matchAll(/(?:"(?:\\.|[^"\\])*"|\S)+/g)].map(([word]) =>
    word.replaceAll(/"((?:\\.|[^"\\])*)"/g, (_, inner: string) => inner.replaceAll(/\\(.)/g, '$1')),
  );
}

function namesOf(option: string): readonly string[] {
  const [name = ''] = option.split('=');
  return SHORT[name] ?? [name.startsWith('--') ? name.replaceAll('_', '-') : name];
}

function take(option: string, nextValue: () => string | undefined): void {
  if (/^--inspect\b/.test(option)) {
    const sentence = `Node's option ${option} is refused in this sandbox. The browser's developer tools are the debugger here.`;
    throw new CommandLineEnd(BAD_ARGUMENT, `${started().speaker}: ${sentence}\n`);
  }
  const inline = /^--[^=]*=(.*)$/s.exec(option)?.[1];
  for (const name of namesOf(option)) {
    const isOff = name.startsWith('--no-') && !(name in defaults && !(name.replace('--no-', '--') in defaults));
    const key = isOff ? name.replace('--no-', '--') : name;
    if (!(key in defaults)) refuse(`bad option: ${option}`);
    const usual = defaults[key];
    if (typeof usual === 'boolean' || (usual === undefined && inline === undefined)) {
      commandLine[key] = !isOff;
      continue;
    }
    const value = inline ?? nextValue();
    if (value === undefined) refuse(`${option} requires an argument`);
    commandLine[key] = Array.isArray(usual)
      ? [...((commandLine[key] as string[] | undefined) ?? []), value]
      : typeof usual === 'number'
        ? Number(value)
        : value;
  }
}

function refuse(why: string): never {
  throw new CommandLineEnd(BAD_ARGUMENT, `${started().args[0] ?? 'node'}: ${why}\n`);
}
