/** `--env-file`: variables from files, where the environment does not set them. */
import { commandLine } from './bindings/options.ts';
import { CommandLineEnd } from './command-line.ts';
import { absolute, tree } from './files/tree.ts';
import { decodeUtf8 } from './host.ts';
import { realm, started } from './realm.ts';

const BAD_ARGUMENT = 9;

/** @throws {CommandLineEnd} for a missing file */
export function loadEnvironmentFiles(): void {
  for (const option of ['--env-file', '--env-file-if-exists']) {
    for (const file of (commandLine[option] as readonly string[] | undefined) ?? []) {
      const node = tree.get(absolute(file));
      if (node?.type === 'file') setVariables(decodeUtf8(node.data));
      else if (option === '--env-file') {
        throw new CommandLineEnd(BAD_ARGUMENT, `${started().args[0] ?? 'node'}: ${file}: not found\n`);
      }
    }
  }
}

function setVariables(text: string): void {
  const { env } = realm.process;
  for (const [name, value] of Object.entries(parseEnv(text))) if (!(name in env)) env[name] = value;
}

export function parseEnv(text: string): Record<string, string> {
  const lines = text.split('\n').map((line) => /^\s*(?:export\s+)?([\w.-]+)\s*=\s*(.*?)\s*$/.exec(line));
  return Object.fromEntries(
    lines.flatMap((line) => (line === null ? [] : [[line[1], line[2]?.replace(/^(['"`])(.*)\1$/, '$2')]])) as [
      string,
      string,
    ][],
  );
}
