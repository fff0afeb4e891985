/** A learning platform: scorm-again keeps a learner's result, and serves a package from a deep folder, with none of our headers. */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { unzipSync } from 'fflate';

const API = 'node_modules/scorm-again/dist/scorm12.js';
/** As one platform lays its packages out. */
const FOLDER = '/pluginfile.php/42/mod_scorm/content/1/';
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export interface PlatformOptions {
  /** The zip. */
  readonly package: Uint8Array;
  /** The frame's `sandbox`; undefined for none. */
  readonly sandbox?: string;
}

export interface Platform extends AsyncDisposable {
  /** A page with the package in a frame, and in `kept` what the platform keeps of the learner; `elsewhere` is another page of it. */
  readonly url: string;
  /** The package's page alone, as another kind of platform opens it. */
  readonly lesson: string;
  readonly files: readonly string[];
}

/** What it keeps outlives a reload, as with a real one; it stands in the page's own storage. */
const KEEPS = `
  globalThis.API = new Scorm12API({ autocommit: false, logLevel: 5, sendFullCommit: false });
  const before = localStorage.getItem('kept');
  if (before !== null) API.loadFromJSON(JSON.parse(before).cmi, 'cmi');
  API.cmi.core.student_id = 'learner-7';
  globalThis.finished = 0;
  API.on('LMSFinish', () => finished++);
  API.on('LMSCommit', () => {
    const kept = API.renderCMIToJSONObject();
    // It is what this session added up to: a platform sums it up, and does not hand it back.
    delete kept.cmi.core.session_time;
    localStorage.setItem('kept', JSON.stringify(kept));
  });
  globalThis.kept = () => JSON.parse(localStorage.getItem('kept') ?? '{}').cmi;
`;

export async function startPlatform({ package: zip, sandbox }: PlatformOptions): Promise<Platform> {
  const files = unzipSync(zip);
  const api = await readFile(API, 'utf8');
  const attribute = sandbox === undefined ? '' : ` sandbox="${sandbox}"`;
  const page = `<!doctype html><html lang="en"><title>A platform</title><script>${api}</script><script>${KEEPS}</script>
    <iframe title="Lesson" src="${FOLDER}index.html" width="1200" height="900"${attribute}></iframe>`;
  const pages: Readonly<Record<string, string>> = { '/': page, '/elsewhere': '' };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const inPackage = pathname.startsWith(FOLDER) ? decodeURIComponent(pathname.slice(FOLDER.length)) : '';
    const body = pages[pathname] ?? files[inPackage];
    const type = pathname in pages ? 'text/html' : (TYPES[path.extname(pathname)] ?? 'application/octet-stream');
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': type }).end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `${origin}/`,
    lesson: `${origin}${FOLDER}index.html`,
    files: Object.keys(files),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
