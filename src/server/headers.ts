/**
 * The one table of headers: what each kind of page tells browsers about isolation, framing and what it may load. The server
 * applies it; `public/_headers` and `vercel.json` are written from it (scripts/write-hosting.ts) for hosts without our server.
 */

export interface HeaderOptions {
  /** `'sha256-…'` of each inline script of the built pages. */
  readonly scriptHashes: readonly string[];
  /** The WebSocket of the local engine, where this server runs it: `'self'` does not cover `ws:` in every browser. */
  readonly socketOrigins: readonly string[];
  /** Where WebContainer's frame comes from; another one in tests. */
  readonly webContainerOrigin?: string | undefined;
}

export type Headers = Readonly<Record<string, string>>;

/** Every rule that matches a path applies. Only `content-security-policy` may come twice: browsers keep all policies. */
export interface HeaderRule {
  /** A path in which `*` stands for anything and `:name` for one part. */
  readonly path: string;
  readonly headers: Headers;
}

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
    'content-security-policy': "frame-ancestors 'self'",
    'cache-control': 'no-cache',
  };
  return [
    {
      path: '/*',
      headers: {
        // On worker scripts and in frames too: an isolated page takes nothing without it.
        'cross-origin-embedder-policy': 'require-corp',
        'content-security-policy': contentSecurityPolicy(options),
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'strict-origin-when-cross-origin',
        // For what no rule below names, such as the page for a wrong address; a policy's frame-ancestors overrules it.
        'x-frame-options': 'SAMEORIGIN',
      },
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
    // A browser must see at once that there is a new version.
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
  for (const rule of rules.filter((each) => matches(each.path, path))) {
    for (const [name, value] of Object.entries(rule.headers)) {
      merged[name] = merged[name] === undefined ? value : `${merged[name]}, ${value}`;
    }
  }
  return merged;
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
 * Anyone may frame an embed, and lead a click in it. Where this server runs the local engine, no program in an embed may reach
 * it: workers inherit the policy. Of the two policies both count, so the host is this one, by whichever name.
 */
function embedPolicy({ socketOrigins: [socket] }: HeaderOptions): string {
  if (socket === undefined) return 'frame-ancestors *';
  const here = `http://*:${socket.split(':').at(-1)}`;
  return `frame-ancestors *; connect-src ${here}/_astro/ ${here}/recordings/`;
}

/**
 * Sent as a header, since a `<meta>` does not govern workers. Editor and highlighting set style attributes; no page has a style
 * element, and what loads late constructs its sheets. `style-src` is for browsers that do not know the two after it.
 */
function contentSecurityPolicy({
  scriptHashes,
  socketOrigins,
  webContainerOrigin = STACKBLITZ,
}: HeaderOptions): string {
  return Object.entries({
    'default-src': ["'self'"],
    'script-src': ["'self'", 'blob:', "'wasm-unsafe-eval'", ...scriptHashes],
    'style-src': ["'self'", "'unsafe-inline'"],
    'style-src-elem': ["'self'"],
    'style-src-attr': ["'unsafe-inline'"],
    'worker-src': ["'self'", 'blob:'],
    'connect-src': ["'self'", ...socketOrigins, webContainerOrigin],
    'frame-src': ["'self'", webContainerOrigin],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'", 'data:'],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
  })
    .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
    .join('; ');
}
