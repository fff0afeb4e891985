/** A reverse proxy of a test's own before a site on loopback, as docs/hosting.md configures it or as it comes. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { ensureCaddy, ensureNginx } from '../../scripts/ensure-proxies.ts';
import { freePort } from '../../src/sandbox/local-node/host/free-port.ts';

export interface ProxyProcess extends AsyncDisposable {
  readonly port: number;
}

interface Proxy {
  readonly program: () => string;
  readonly configuration: (port: number, sitePort: number, folder: string) => Promise<string>;
  readonly args: (file: string, folder: string) => readonly string[];
}

/** nginx with some servers, in a folder of its own. */
const nginx = (servers: (port: number, sitePort: number) => string | Promise<string>): Proxy => ({
  program: ensureNginx,
  configuration: async (port, sitePort, folder) => `daemon off;
master_process off;
pid ${folder}/pid;
events {}
http {
  access_log off;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((each) => `${each}_temp_path ${folder}/${each};`).join('\n  ')}
  ${await servers(port, sitePort)}
}`,
  args: (file, folder) => ['-p', folder, '-c', file, '-e', 'stderr'],
});

export const PROXIES = {
  'nginx as docs/hosting.md has it': nginx(async (port, sitePort) =>
    (await documented('nginx', sitePort))
      .replace('listen 443 ssl;', `listen 127.0.0.1:${port};`)
      .replaceAll(/^ *ssl_certificate.*\n/gm, ''),
  ),
  'nginx as it comes, which says nothing of whom it speaks for': nginx(
    (port, sitePort) => `server { listen 127.0.0.1:${port}; location / { proxy_pass http://127.0.0.1:${sitePort}; } }`,
  ),
  'Caddy as docs/hosting.md has it': {
    program: ensureCaddy,
    configuration: async (port, sitePort) =>
      `{\n  admin off\n}\n${(await documented('caddy', sitePort)).replace('class.example {', `http://:${port} {\n  bind 127.0.0.1`)}`,
    args: (file) => ['run', '--config', file, '--adapter', 'caddyfile'],
  },
} satisfies Record<string, Proxy>;

export type ProxyName = keyof typeof PROXIES;

export async function startProxy(name: ProxyName, sitePort: number): Promise<ProxyProcess> {
  const { program, configuration, args }: Proxy = PROXIES[name];
  const folder = await mkdtemp(path.join(tmpdir(), 'proxy-'));
  const port = await freePort();
  const file = path.join(folder, 'configuration');
  await writeFile(file, await configuration(port, sitePort, folder));
  // Caddy keeps things at home.
  const env = { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
  const child = spawn(program(), args(file, folder), { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (text: Buffer) => (said += text.toString()));
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error(`${name} ended:\n${said}`);
    await after(50);
  }
  return {
    port,
    async [Symbol.asyncDispose]() {
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
      await rm(folder, { recursive: true });
    },
  };
}

/** The text of a block in the documentation, for a site at another port. */
async function documented(language: string, sitePort: number): Promise<string> {
  const [, text] =
    new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(await readFile('docs/hosting.md', 'utf8')) ?? [];
  if (text === undefined) throw new Error(`docs/hosting.md has no block of ${language}.`);
  return text.replace('127.0.0.1:4321', `127.0.0.1:${sitePort}`);
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
