/** `--env-file` and `process.loadEnvFile`: variables from files, where the environment does not set them. */
import { commandLine } from './bindings/options.ts';
import { CommandLineEnd } from './command-line.ts';
import { writeDescriptor } from './files/descriptors.ts';
import { absolute, tree } from './files/tree.ts';
import { decodeUtf8, encodeUtf8 } from './host.ts';
import { parseEnv } from './parse-env.ts';
import { realm, started } from './realm.ts';
import { uvException } from './uv.ts';

const BAD_ARGUMENT = 9;
const STDERR = 2;

/** What a later file says stands. @throws {CommandLineEnd} for a missing file */
export function loadEnvironmentFiles(): void {
  const all: Record<string, string> = {};
  for (const option of ['--env-file', '--env-file-if-exists']) {
    for (const file of (commandLine[option] as readonly string[] | undefined) ?? []) {
      const text = textOf(file);
      if (text !== undefined) Object.assign(all, parseEnv(text));
      else if (option === '--env-file') {
        throw new CommandLineEnd(BAD_ARGUMENT, `${started().args[0] ?? 'node'}: ${file}: not found\n`);
      } else writeDescriptor(STDERR, encodeUtf8(`${file} not found. Continuing without it.\n`));
    }
  }
  setVariables(all);
}

/** As Node's C++ below `process.loadEnvFile`. @throws ENOENT, and a TypeError for a folder */
export function loadEnvFile(path: string | Uint8Array = '.env'): void {
  const file = typeof path === 'string' ? path : decodeUtf8(path);
  const text = textOf(file);
  if (text !== undefined) setVariables(parseEnv(text));
  else if (tree.get(absolute(file)) === undefined) throw uvException('ENOENT', 'open', file);
  else {
    throw Object.assign(new TypeError(`Contents of '${file}' should be a valid string.`), {
      code: 'ERR_INVALID_ARG_TYPE',
    });
  }
}

function textOf(file: string): string | undefined {
  const node = tree.get(absolute(file));
  return node?.type === 'file' ? decodeUtf8(node.data) : undefined;
}

function setVariables(variables: Readonly<Record<string, string>>): void {
  const { env } = realm.process;
  for (const [name, value] of Object.entries(variables)) if (!(name in env)) env[name] = value;
}
