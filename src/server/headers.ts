/** The one table of headers: what each kind of page tells browsers about isolation, framing and what it may load. */

export interface HeaderOptions {
  /** `'sha256-…'` of each inline script of the built pages. */
  readonly scriptHashes: readonly string[];
  /** The WebSocket of the local engine, where this server runs it: `'self'` does not cover `ws:` in every browser. */
  readonly socketOrigins: readonly string[];
}

type Headers = Readonly<Record<string, string>>;

/** Isolation gives pages SharedArrayBuffer, which in-browser engines need. */
const ISOLATED: Headers = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
};

/** An isolated parent frames only what says so; a plain parent does not mind. */
const EMBEDDABLE: Headers = {
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'cross-origin',
};

/** A frame with an opaque origin loads its modules across origins. */
const ASSET: Headers = { ...EMBEDDABLE, 'access-control-allow-origin': '*' };

const EVERYWHERE: Headers = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
};

/** @param path of the URL, with its leading slash */
export function headersFor(path: string, options: HeaderOptions): Headers {
  if (path.startsWith('/_astro/')) {
    return { ...EVERYWHERE, ...ASSET, 'cache-control': 'public, max-age=31536000, immutable' };
  }
  const isEmbed = path.startsWith('/embed/') && path !== '/embed/';
  return {
    ...EVERYWHERE,
    ...(isEmbed ? EMBEDDABLE : ISOLATED),
    'content-security-policy': contentSecurityPolicy(isEmbed ? '*' : "'self'", options),
    'cache-control': 'no-cache',
  };
}

/** Sent as a header, since a `<meta>` does not govern workers. Editor, terminal and highlighting set styles inline. */
function contentSecurityPolicy(ancestors: string, { scriptHashes, socketOrigins }: HeaderOptions): string {
  return Object.entries({
    'default-src': ["'self'"],
    'script-src': ["'self'", 'blob:', "'wasm-unsafe-eval'", ...scriptHashes],
    'style-src': ["'self'", "'unsafe-inline'"],
    'worker-src': ["'self'", 'blob:'],
    'connect-src': ["'self'", ...socketOrigins],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'", 'data:'],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': [ancestors],
  })
    .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
    .join('; ');
}
