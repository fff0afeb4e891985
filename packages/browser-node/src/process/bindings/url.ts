/** `url`, `url_pattern` and `encoding_binding`: the browser's own URL, told in the offsets that Node's parser (ada) gives. */
import { defineBinding } from '../binding.ts';
import { encodeUtf8, encodeUtf8Into, host, unshared } from '../host.ts';
import { missingPart } from '../shape.ts';

const NONE = 0xffffffff;
/** ada's numbers for schemes; 1 is any other. */
const SCHEMES: Readonly<Record<string, number>> = {
  'http:': 0,
  'https:': 2,
  'ws:': 3,
  'ftp:': 4,
  'wss:': 5,
  'file:': 6,
};
/** By the number of the action of `update`. */
const PARTS = [
  'protocol',
  'host',
  'hostname',
  'port',
  'username',
  'password',
  'pathname',
  'search',
  'hash',
  'href',
] as const;
/** Characters of a path that a file URL must escape. */
const ESCAPES: Readonly<Record<string, string>> = {
  '%': '%25',
  '\\': '%5C',
  '\n': '%0A',
  '\r': '%0D',
  '\t': '%09',
  '?': '%3F',
  '#': '%23',
};

/** protocol end, username end, host start, host end, port, path start, search start, hash start, scheme */
function offsetsOf(url: URL): readonly number[] {
  const { href } = url;
  const protocolEnd = url.protocol.length;
  const scheme = SCHEMES[url.protocol] ?? 1;
  let [usernameEnd, hostStart, hostEnd, pathStart] = [protocolEnd, protocolEnd, protocolEnd, protocolEnd];
  let port = NONE;
  if (href.startsWith('//', protocolEnd)) {
    usernameEnd = protocolEnd + 2 + url.username.length;
    hostStart = usernameEnd + (url.password === '' ? 0 : 1 + url.password.length);
    const hasCredentials = url.username !== '' || url.password !== '';
    hostEnd = hostStart + (hasCredentials ? 1 : 0) + url.hostname.length;
    pathStart = hostEnd;
    if (url.port !== '') {
      port = Number(url.port);
      pathStart += 1 + url.port.length;
    }
  } else if (href.startsWith('/.//', protocolEnd)) pathStart += 2;
  const hash = href.indexOf('#', pathStart);
  const search = href.indexOf('?', pathStart);
  const hasSearch = search >= 0 && (hash < 0 || search < hash);
  return [
    ...[protocolEnd, usernameEnd, hostStart, hostEnd, port, pathStart],
    ...[hasSearch ? search : NONE, hash < 0 ? NONE : hash, scheme],
  ];
}

function parsed(input: string, base: string | undefined): URL | undefined {
  try {
    return new host.URL(input, base);
  } catch {
    return undefined;
  }
}

function invalid(input: string, base: string | undefined): Error {
  return Object.assign(new TypeError('Invalid URL'), {
    code: 'ERR_INVALID_URL',
    input,
    ...(base !== undefined && { base }),
  });
}

function asciiDomain(domain: string): string {
  return parsed(`ws://${domain}`, undefined)?.hostname ?? '';
}

defineBinding('url', (shape) => {
  const components = shape['urlComponents'] as Uint32Array;
  const publish = (url: URL) => {
    components.set(offsetsOf(url));
    return url.href;
  };
  return {
    parse: (input: string, base: string | undefined, mustBeValid: boolean) => {
      const url = parsed(input, base);
      if (url === undefined && mustBeValid) throw invalid(input, base);
      return url && publish(url);
    },
    canParse: (input: string, base: string | undefined) => parsed(input, base) !== undefined,
    update: (href: string, action: number, value: string) => {
      const url = new host.URL(href);
      const part = PARTS[action];
      if (part === undefined) return false;
      try {
        url[part] = value;
      } catch {
        return false;
      }
      return publish(url);
    },
    pathToFileURL: (path: string) => {
      const url = new host.URL('file://');
      url.pathname = path.replace(/[%\\\n\r\t?#]/g, (character) => ESCAPES[character] ?? character);
      return publish(url);
    },
    format: (href: string, ...keeps: [hash: boolean, unicode: boolean, search: boolean, auth: boolean]) => {
      const url = new host.URL(href);
      const [hash, , search, auth] = keeps;
      if (!hash) url.hash = '';
      if (!search) url.search = '';
      if (!auth) url.username = url.password = '';
      return url.href;
    },
    domainToASCII: asciiDomain,
    domainToUnicode: asciiDomain,
    getOrigin: (href: string) => new host.URL(href).origin,
  };
});

/** For browsers that have none yet. */
function noPattern(): never {
  throw missingPart('URLPattern in this browser');
}

defineBinding('url_pattern', () => ({
  URLPattern: (globalThis as { URLPattern?: unknown }).URLPattern ?? noPattern,
}));

defineBinding('encoding_binding', (shape) => ({
  encodeInto: (source: string, target: Uint8Array) => {
    const { read, written } = encodeUtf8Into(source, target);
    (shape['encodeIntoResults'] as Uint32Array).set([read, written]);
  },
  encodeUtf8String: encodeUtf8,
  decodeUTF8: (input: ArrayBufferView | ArrayBufferLike, ignoreBOM: boolean, fatal: boolean) => {
    const bytes = ArrayBuffer.isView(input) ? input : new Uint8Array(input);
    try {
      return new host.TextDecoder('utf-8', { ignoreBOM, fatal }).decode(unshared(bytes));
    } catch {
      const message = 'The encoded data was not valid for encoding utf-8';
      throw Object.assign(new TypeError(message), { code: 'ERR_ENCODING_INVALID_ENCODED_DATA' });
    }
  },
  toASCII: asciiDomain,
  toUnicode: asciiDomain,
}));
