/** Finds a Chromium for the tests, or installs one; where it cannot, it says what to do. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

export interface Browser {
  readonly executablePath: string;
  readonly args: readonly string[];
  /** Set for the browser's process alone. */
  readonly env: Readonly<Record<string, string>>;
}

/** First the one without windows: since Chromium 156 the other draws its toolbar as a page of its own for every page of a test. */
const SYSTEM = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** A build of Chromium for machines without one, from npm alone. */
const PACKAGE = '@sparticuz/chromium@153.0.0';
const PACKAGE_FOLDER = path.resolve('.cache/browser');

/** This computer by a name that browsers do not trust as they trust loopback: plain http, as on a class's network. */
export const PLAIN_HTTP_NAME = 'class.test';

/** No page of ours may reach another host, so neither may the browser. Root needs the sandbox off. */
const ARGS = [
  `--host-resolver-rules=MAP ${PLAIN_HTTP_NAME} 127.0.0.1`,
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/** @throws with what to install */
export async function ensureBrowser(): Promise<Browser> {
  const found = fromEnvironment() ?? fromSystem() ?? fromDebian() ?? (await fromNpm());
  if (found !== undefined) return found;
  throw new Error(
    'No Chromium was found or could be installed. Install Chromium or Chrome, or set CHROMIUM_PATH to its program.',
  );
}

function fromEnvironment(): Browser | undefined {
  const wanted = process.env['CHROMIUM_PATH'];
  if (wanted === undefined) return undefined;
  if (existsSync(wanted)) return usual(wanted);
  throw new Error(`CHROMIUM_PATH is "${wanted}", and there is no such file. Correct it or unset it.`);
}

function fromSystem(): Browser | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const found = SYSTEM.flatMap((name) => folders.map((folder) => path.join(folder, name))).find((file) =>
    existsSync(file),
  );
  return found === undefined ? undefined : usual(found);
}

/** As root on Debian, or a system made from it. */
function fromDebian(): Browser | undefined {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) return undefined;
  console.log('Installing Chromium with apt-get.');
  const options = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
  spawnSync('apt-get', ['update'], options);
  for (const name of ['chromium-headless-shell', 'chromium']) {
    if (spawnSync('apt-get', ['install', '-y', '--no-install-recommends', name], options).status === 0) break;
  }
  return fromSystem();
}

async function fromNpm(): Promise<Browser | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const entry = path.join(PACKAGE_FOLDER, 'node_modules/@sparticuz/chromium/build/index.js');
  if (!existsSync(entry)) {
    console.log(`Installing ${PACKAGE} from npm.`);
    execFileSync('npm', ['install', '--no-save', '--prefix', PACKAGE_FOLDER, PACKAGE], { stdio: 'ignore' });
  }
  // With this it unpacks the system libraries too, which a bare machine lacks; it is looked at on import.
  process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs22.x';
  const { default: chromium } = (await import(pathToFileURL(entry).href)) as {
    default: { executablePath(): Promise<string> };
  };
  const executablePath = await chromium.executablePath();
  const libraries = path.join(tmpdir(), 'al2023/lib');
  return {
    ...usual(executablePath),
    env: existsSync(libraries) && readdirSync(libraries).length > 0 ? { LD_LIBRARY_PATH: libraries } : {},
  };
}

function usual(executablePath: string): Browser {
  return { executablePath, args: ARGS, env: {} };
}

if (import.meta.main) console.log((await ensureBrowser()).executablePath);
