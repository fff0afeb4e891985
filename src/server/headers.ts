/**
 * The one table of headers: what each kind of page tells browsers about isolation, framing and what it may load. The server
 * applies it; `public/_headers` and `vercel.json` are written from it (scripts/write-hosting.ts) for hosts without our server.
 */

import { FRAME_SCRIPT_HASH } from '../sandbox/browser-node/frame-document.ts';

export interface HeaderOptions {
  /** `'sha256-…'` of each inline script of the built pages. */
  readonly scriptHashes: readonly string[];
  /** The WebSocket of the local engine, where this server runs it: `'self'` does not cover `ws:` in every browser. */
  readonly socketOrigins: readonly string[];
  /** The engines that pages of this build offer: StackBlitz is named where one of them is theirs. */
  readonly engines: readonly string[];
  /** Where WebContainer's frame comes from; another one in tests. */
  readonly webContainerOrigin?: string | undefined;
}

export type Headers = Readonly<Record<string, string>>;

/** Every rule that matches a path applies, and no two that do set the same header. */
export interface HeaderRule {
  /** A path in which `*` stands for anything and `:name` for one part. */
  readonly path: string;
  /** Paths that it leaves out. */
  readonly except?: readonly string[];
  readonly headers: Headers;
}

/** Whose rules hold for every answer that is not what was asked for: nothing is at its path. */
export const WRONG_ADDRESS = '/404.html';

const STACKBLITZ = 'https://stackblitz.com';

/** Pages that run code by themselves, or lead to some. */
const PAGES = [
  '/',
  '/lessons/*',
  '/playground/*',
  '/quiz/*',
  '/review/*',
  '/lms/*',
  '/replay/*',
  '/diagnostics/*',
  '/workshop/*',
  '/embed/',
] as const;

/** Pages for frames of others; a quiz is under the first too. */
const EMBEDS = ['/embed/:lesson/:step/', '/embed/playground/'] as const;

/** Runs that were kept, as terminals play them and as pictures do. */
const RECORDED = ['/recordings/*', '/runs/*'] as const;

export function headerRules(options: HeaderOptions): readonly HeaderRule[] {
  const page: Headers = {
    // Isolation gives pages SharedArrayBuffer, which a WebContainer needs.
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-cache',
  };
  return [
    {
      path: '/*',
      headers: {
        // On worker scripts and in frames too: an isolated page takes nothing without it. WebKit knows no `credentialless`, so its
        // pages are not isolated: isolated ones refuse workers to the engine's frame there (docs/decisions/0022).
        'cross-origin-embedder-policy': 'credentialless',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'strict-origin-when-cross-origin',
      },
    },
    {
      // No header can take back what another one says of framing: a policy that lets everyone in names network schemes only.
      path: '/*',
      except: EMBEDS,
      headers: { 'content-security-policy': ownPolicy(options), 'x-frame-options': 'SAMEORIGIN' },
    },
    ...PAGES.map((path) => ({ path, headers: page })),
    ...EMBEDS.map((path) => ({
      path,
      headers: {
        'cross-origin-resource-policy': 'cross-origin',
        'content-security-policy': embedPolicy(options),
        'cache-control': 'no-cache',
      },
    })),
    ...RECORDED.map((path) => ({
      path,
      headers: {
        // As scripts: a frame with an opaque origin plays them too.
        'cross-origin-resource-policy': 'cross-origin',
        'access-control-allow-origin': '*',
        'cache-control': 'no-cache',
      },
    })),
    {
      // Pages of others include it, isolated ones too.
      path: '/embed.js',
      headers: {
        'cross-origin-resource-policy': 'cross-origin',
        'access-control-allow-origin': '*',
        'cache-control': 'no-cache',
      },
    },
    // A browser must see at once that there is a new version, or a page where there was none.
    { path: WRONG_ADDRESS, headers: { 'cache-control': 'no-cache' } },
    { path: '/sw.js', headers: { 'cache-control': 'no-cache' } },
    {
      path: '/_astro/*',
      headers: {
        'cross-origin-resource-policy': 'cross-origin',
        // A frame with an opaque origin loads its modules across origins.
        'access-control-allow-origin': '*',
        'cache-control': 'public, max-age=31536000, immutable',
      },
    },
  ];
}

/** @param path of the URL, with its leading slash */
export function headersFor(path: string, rules: readonly HeaderRule[]): Headers {
  const merged: Record<string, string> = {};
  for (const rule of rules.filter((each) => applies(each, path))) Object.assign(merged, rule.headers);
  return merged;
}

function applies({ path: pattern, except = [] }: HeaderRule, path: string): boolean {
  return matches(pattern, path) && !except.some((each) => matches(each, path));
}

/** The same, and the policy lets the page open sockets to the host that it came from: a class reaches this server by its address. */
export function withOwnSockets(headers: Headers, host: string | undefined): Headers {
  const policy = headers['content-security-policy'];
  if (policy === undefined || host === undefined || !/^[\w.:[\]-]+$/.test(host)) return headers;
  const own = policy.replace("connect-src 'self'", `connect-src 'self' ws://${host} wss://${host}`);
  return { ...headers, 'content-security-policy': own };
}

function matches(pattern: string, path: string): boolean {
  const source = pattern.replaceAll('.', '\\.').replaceAll('*', '.*').replaceAll(/:\w+/g, '[^/]+');
  return new RegExp(`^${source}$`).test(path);
}

/**
 * Anyone may frame an embed, from wherever: a page on disk and a sandboxed one have no address that a policy could name. So no
 * program in it may reach the local engine, where this server runs it: of two policies both count, so the host is this one, by
 * whichever name. An embed runs on In-browser Node alone, and contacts no other host.
 */
function embedPolicy(options: HeaderOptions): string {
  const policy = contentSecurityPolicy(options);
  const [socket] = options.socketOrigins;
  if (socket === undefined) return policy;
  const here = `http://*:${socket.split(':').at(-1)}`;
  return `${policy}, connect-src ${here}/_astro/ ${here}/recordings/`;
}

/** Everything else is framed by our own pages alone. */
function ownPolicy(options: HeaderOptions): string {
  const { engines, webContainerOrigin = STACKBLITZ, socketOrigins } = options;
  const containers = engines.includes('webcontainer') ? [webContainerOrigin] : [];
  const policy = contentSecurityPolicy(options, [...socketOrigins, ...containers], containers);
  return `${policy}; frame-ancestors 'self'`;
}

/**
 * Sent as a header, since a `<meta>` does not govern workers. Editor and highlighting set style attributes; no page has a style
 * element, and what loads late constructs its sheets. `style-src` is for browsers that do not know the two after it.
 * @param connects @param frames origins beside the page's own
 */
function contentSecurityPolicy(
  { scriptHashes }: HeaderOptions,
  connects: readonly string[] = [],
  frames: readonly string[] = [],
): string {
  return Object.entries({
    'default-src': ["'self'"],
    // Blobs and WebAssembly are the engine's frame's, which inherits this.
    'script-src': ["'self'", 'blob:', "'wasm-unsafe-eval'", FRAME_SCRIPT_HASH, ...scriptHashes],
    'style-src': ["'self'", "'unsafe-inline'"],
    'style-src-elem': ["'self'"],
    'style-src-attr': ["'unsafe-inline'"],
    'worker-src': ["'self'", 'blob:'],
    'connect-src': ["'self'", ...connects],
    'frame-src': ["'self'", ...frames],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'", 'data:'],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
  })
    .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
    .join('; ');
}
