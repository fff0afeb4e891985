/** The few other programs of this machine, as far as examples of child_process use them: each is a text that Node runs. */
import { readCommands } from './shell-words.ts';

/** @see {@link https://pubs.opengroup.org/onlinepubs/9799919799/idx/utilities.html POSIX} for what each does */
const TEXTS: Readonly<Record<string, string>> = {
  true: '',
  false: 'process.exitCode = 1;',
  echo: "process.stdout.write(process.argv.slice(1).join(' ') + '\\n');",
  env: "for (const [name, value] of Object.entries(process.env)) process.stdout.write(name + '=' + value + '\\n');",
  pwd: "process.stdout.write(process.cwd() + '\\n');",
  sleep: 'setTimeout(() => {}, Number(process.argv[1]) * 1_000);',
  cat: `
    const names = process.argv.length > 1 ? process.argv.slice(1) : ['-'];
    const next = () => {
      const name = names.shift();
      if (name === undefined) return;
      const from = name === '-' ? process.stdin : require('node:fs').createReadStream(name);
      from.on('end', next).on('error', () => {
        process.stderr.write('cat: ' + name + ': No such file or directory\\n');
        process.exitCode = 1;
        next();
      }).pipe(process.stdout, { end: false });
    };
    next();`,
};

/** One command after the other, as far as \`&&\` and \`||\` let it. */
const SHELL = `
  const { spawn } = require('node:child_process');
  const commands = JSON.parse(process.argv[1]);
  const next = () => {
    const command = commands.shift();
    if (command === undefined) return;
    const { after, words: [file, ...args] } = command;
    const isLeftOut = (after === '&&' && process.exitCode) || (after === '||' && !process.exitCode);
    if (isLeftOut) return next();
    if (file === 'exit') process.exit(args[0] ?? process.exitCode);
    spawn(file, args, { stdio: 'inherit' }).on('error', () => {}).on('exit', (code) => {
      process.exitCode = code ?? 1;
      next();
    });
  };
  next();`;

const IN_FOLDERS = /^(?:\/usr)?\/bin\//;
const SHELLS = ['sh', 'bash'];

/**
 * @param args with the program's own name first
 * @returns the arguments of `node` that do the same; undefined for what there is not
 */
export function asNode(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): readonly string[] | undefined {
  const name = file.replace(IN_FOLDERS, '');
  if (name === 'node') return args;
  // It would start another.
  if (name === 'env' && args.length > 1) return undefined;
  if (Object.hasOwn(TEXTS, name)) return ['node', '-e', TEXTS[name] as string, '--', ...args.slice(1)];
  if (!SHELLS.includes(name) || args[1] !== '-c') return undefined;
  const commands = readCommands(args[2] ?? '', env);
  if (commands === undefined || !commands.every(({ words }) => isOurs(words[0] ?? ''))) return undefined;
  const [only] = commands;
  const first = only?.words[0] ?? '';
  return commands.length === 1 && first !== 'exit'
    ? asNode(first, only?.words ?? [], env)
    : ['node', '-e', SHELL, '--', JSON.stringify(commands)];
}

function isOurs(file: string): boolean {
  const name = file.replace(IN_FOLDERS, '');
  return name === 'node' || file === 'exit' || Object.hasOwn(TEXTS, name);
}
