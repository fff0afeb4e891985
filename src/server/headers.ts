/**
 * The one table of headers: what each kind of page tells browsers about isolation, framing and what it may load. The server
 * applies it; `dist/_headers` and `vercel.json` are written from it (scripts/write-hosting.ts) for hosts without our server.
 */

import { FRAME_SCRIPT_HASH } from '@cluster-lab/browser-node/policy';

export interface HeaderOptions {
  /** `'sha256-…'` of each inline script of the built pages. */
  readonly scriptHashes: readonly string[];
  /** The engines that pages of this build offer: StackBlitz is named where one of them is theirs. */
  readonly engines: readonly string[];
  /** Where WebContainer's frame comes from; another one in tests. */
  readonly webContainerOrigin?: string | undefined;
  /** Of the site, where it is known before anybody asks: `https://class.example`. */
  readonly origin?: string | undefined;
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
        'content-security-policy': namingOrigins(
          contentSecurityPolicy(options),
          options.origin ? [options.origin] : [],
        ),
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
  if (!isHost(host)) return headers;
  return withSources(headers, [`ws://${host}`, `wss://${host}`]);
}

/** The same, and the policy of an embed names the host that it came from. A server before ours may speak https for it. */
export function withOwnHost(headers: Headers, path: string, host: string | undefined): Headers {
  if (!isHost(host) || !EMBEDS.some((embed) => matches(embed, path))) return headers;
  const policy = headers['content-security-policy'] ?? '';
  return { ...headers, 'content-security-policy': namingOrigins(policy, [`http://${host}`, `https://${host}`]) };
}

function isHost(host: string | undefined): host is string {
  return host !== undefined && /^[\w.:[\]-]+$/.test(host);
}

/** In a frame without an origin Safari's `'self'` is nobody: neither style nor script would load. */
function namingOrigins(policy: string, origins: readonly string[]): string {
  return policy.replaceAll("'self'", ["'self'", ...origins].join(' '));
}

/**
 * The same, and the policy lets our own pages reach the second port (core/local-port). Nothing else: no script that runs as a
 * worker, and no embed, which pages of others frame.
 */
export function withLocalPorts(headers: Headers, path: string, ports: ReadonlySet<number>): Headers {
  if (!PAGES.some((page) => matches(page, path))) return headers;
  const hosts = [...ports].flatMap((port) => [`localhost:${port}`, `127.0.0.1:${port}`]);
  return withSources(
    headers,
    hosts.flatMap((host) => [`http://${host}`, `ws://${host}`]),
  );
}

function withSources(headers: Headers, sources: readonly string[]): Headers {
  const policy = headers['content-security-policy'] ?? '';
  const more = policy.replace("connect-src 'self'", `connect-src 'self' ${sources.join(' ')}`);
  return { ...headers, 'content-security-policy': more };
}

function matches(pattern: string, path: string): boolean {
  const source = pattern.replaceAll('.', '\\.').replaceAll('*', '.*').replaceAll(/:\w+/g, '[^/]+');
  // `s`: a path may hold what ends a line, and no address goes without a policy.
  return new RegExp(`^${source}$`, 's').test(path);
}

/** Everything but an embed is framed by our own pages alone. */
function ownPolicy(options: HeaderOptions): string {
  const { engines, webContainerOrigin = STACKBLITZ } = options;
  const containers = engines.includes('webcontainer') ? [webContainerOrigin] : [];
  return `${contentSecurityPolicy(options, containers)}; frame-ancestors 'self'`;
}

/**
 * Sent as a header, since a `<meta>` does not govern workers. Editor and highlighting set style attributes; no page has a style
 * element, and what loads late constructs its sheets. `style-src` is for browsers that do not know the two after it.
 * @param containers the origins of WebContainer's frame
 */
function contentSecurityPolicy({ scriptHashes }: HeaderOptions, containers: readonly string[] = []): string {
  return Object.entries({
    'default-src': ["'self'"],
    // Blobs and WebAssembly are the engine's frame's, which inherits this.
    'script-src': ["'self'", 'blob:', "'wasm-unsafe-eval'", FRAME_SCRIPT_HASH, ...scriptHashes],
    'style-src': ["'self'", "'unsafe-inline'"],
    'style-src-elem': ["'self'"],
    'style-src-attr': ["'unsafe-inline'"],
    'worker-src': ["'self'", 'blob:'],
    'connect-src': ["'self'", ...containers],
    'frame-src': ["'self'", ...containers],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'", 'data:'],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
  })
    .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
    .join('; ');
}
