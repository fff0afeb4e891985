/** Splits a process's arguments into Node's own options and the program's, and sets the options. */
import { commandLine } from './bindings/options.ts';
import { started } from './realm.ts';

interface Arguments {
  readonly argv: readonly string[];
  readonly execArgv: readonly string[];
  /** Module of Node's library that runs it. */
  readonly main: string;
}

/** Options whose value may be the next argument. */
const WITH_VALUE = /^(-r|-C|-e|-p|-pe|--(require|import|eval|print|conditions|env-file|title))$/;
const LISTS = new Set(['--require', '--import', '--conditions']);
const LONG: Readonly<Record<string, string>> = {
  '-r': '--require',
  '-C': '--conditions',
  '-e': '--eval',
  '-p': '--print',
};

let known: Arguments | undefined;

/** Reads them once; NODE_OPTIONS come before. */
export function commandLineArguments(): Arguments {
  known ??= read();
  return known;
}

function read(): Arguments {
  const { args, env } = started();
  for (const option of (env['NODE_OPTIONS'] ?? '').split(/\s+/).filter(Boolean)) take(option, () => undefined);
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
  const isEval = commandLine['--eval'] !== undefined;
  return {
    argv: [args[0] ?? 'node', ...rest],
    execArgv,
    main: isEval ? 'internal/main/eval_string' : 'internal/main/run_main_module',
  };
}

function take(option: string, nextValue: () => string | undefined): void {
  const [written = '', inline] = option.split(/=(.*)/s);
  const name = LONG[written] ?? written;
  const value = inline ?? (WITH_VALUE.test(written) ? nextValue() : undefined);
  if (LISTS.has(name)) commandLine[name] = [...((commandLine[name] as string[] | undefined) ?? []), value];
  else if (name.startsWith('--no-')) commandLine[name.replace('--no-', '--')] = false;
  else commandLine[name] = value ?? true;
}
