/** Requests, upgrades and frames as nobody should send them: right ones, mutated ones, and such as are known to hurt servers. */
import { WORKSHOP_SOCKET_PATH, WORKSHOPS_PATH } from '../../src/features/workshop/model/protocol.ts';
import { SESSION_PATH, SOCKET_PATH } from '../../src/sandbox/local-node/protocol.ts';
import { frame } from '../support/raw-http.ts';
import type { Random } from './random.ts';

const TARGETS = [
  ...['/', '/lessons/ipc/', '/embed/ipc/star/', '/embed/', '/needs.json', '/sw.js', '/_astro/nope.js', '/lessons/ipc'],
  ...[SESSION_PATH, SOCKET_PATH, WORKSHOPS_PATH, WORKSHOP_SOCKET_PATH, `${SOCKET_PATH}?step=ipc/star`],
  ...[
    '//',
    '///',
    '//evil.example/x',
    'http://[',
    'http://[/',
    'http://localhost/',
    'HTTP://a:b@c:99999/',
    '*',
    ':1',
    '',
  ],
  ...[
    '/%zz',
    '/%00',
    '/%',
    '/..',
    '/../../etc/passwd',
    '/..%2f..%2fetc%2fpasswd',
    '/.%2e/',
    '/%5c..',
    '/\\..\\',
    '/./',
  ],
  ...[
    '/?',
    '/?%',
    '/#',
    '/lessons/ipc/?__proto__=1',
    '/__proto__',
    '/constructor/',
    '/.workshops/',
    '/;/',
    '/~',
    '/\u00ff',
  ],
  ...[`/${'a'.repeat(9_000)}`, `/${'../'.repeat(2_000)}`, `/?${'a=1&'.repeat(3_000)}`, `/${'%2e'.repeat(500)}`],
];
const METHODS = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'CONNECT',
  'PATCH',
  'M-SEARCH',
  'get',
  'G',
  '',
];
const VERSIONS = ['HTTP/1.1', 'HTTP/1.0', 'HTTP/0.9', 'HTTP/2.0', 'HTTP/1.1 ', 'HTP', ''];
const HEADERS = [
  ...[
    'Host: localhost',
    'Host: evil.example',
    'Host:',
    'Host: [',
    'Host: a\r\nHost: b',
    'Connection: close',
    'Connection: x',
  ],
  ...[
    'Content-Length: 0',
    'Content-Length: 7',
    'Content-Length: -1',
    'Content-Length: 99999999999',
    'Content-Length: 1, 2',
  ],
  ...[
    'Transfer-Encoding: chunked',
    'Transfer-Encoding: x, chunked',
    'Transfer-Encoding : chunked',
    'Expect: 100-continue',
  ],
  ...[
    'Expect: x',
    'Content-Type: application/json',
    'Content-Type: ;',
    'Content-Type: multipart/form-data',
    'Range: bytes=-1',
  ],
  ...[
    'Range: bytes=9-1',
    `Range: bytes=${'0-,'.repeat(300)}`,
    'If-None-Match: *',
    'If-Modified-Since: x',
    'Accept-Encoding: br;q=x',
  ],
  ...[
    'Accept-Encoding: gzip, br',
    'Origin: null',
    'Origin: http://[',
    'Sec-Fetch-Site: same-origin',
    'Upgrade: h2c',
    'HTTP2-Settings: x',
  ],
  ...[
    `Cookie: ${'x'.repeat(5_000)}`,
    `X: ${'x'.repeat(20_000)}`,
    'X-Forwarded-For: 1.2.3.4',
    ' folded',
    ': x',
    'X\u0000: y',
    '__proto__: x',
  ],
];
const SOCKET_HEADERS = [
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
];
const SOCKET_ODDS = [
  ...[
    'Sec-WebSocket-Version: 8',
    'Sec-WebSocket-Version: x',
    'Sec-WebSocket-Key: short',
    'Sec-WebSocket-Protocol: a, a',
    'Sec-WebSocket-Protocol: ,',
  ],
  ...[
    'Sec-WebSocket-Extensions: permessage-deflate',
    'Sec-WebSocket-Extensions: ;',
    'Upgrade: x',
    'Connection: close',
    'Origin: http://evil.example',
  ],
];
const BODIES = [
  '{',
  '{"title":"x"}',
  '[]',
  'null',
  '{"__proto__":{"x":1}}',
  '5\r\nabc',
  'ffffffffffffffff\r\n',
  '0\r\n\r\n',
  '-1\r\n',
  '[['.repeat(400),
];

export function request(random: Random): Buffer {
  const line = [random.pick(METHODS), random.pick(TARGETS), random.pick(VERSIONS)];
  // Most are nearly right, or they would not get far.
  if (random.chance(0.8)) line[2] = 'HTTP/1.1';
  if (random.chance(0.6)) line[0] = 'GET';
  const headers = [...(random.chance(0.9) ? ['Host: localhost'] : []), ...random.some(HEADERS, 0.08)];
  const body = random.chance(0.3) ? random.pick(BODIES) : '';
  return mutated(Buffer.from(`${line.join(' ')}\r\n${headers.join('\r\n')}\r\n\r\n${body}`, 'latin1'), random);
}

export function upgrade(random: Random): Buffer {
  const headers = [
    'Host: localhost',
    ...random.some(SOCKET_HEADERS, 0.95),
    ...random.some(SOCKET_ODDS, 0.15),
    ...random.some(HEADERS, 0.03),
  ];
  const head = Buffer.from(`GET ${random.pick(TARGETS)} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`, 'latin1');
  const frames = Array.from({ length: random.below(4) }, () => anyFrame(random, []));
  return Buffer.concat([mutated(head, random), ...frames]);
}

/** @param messages right ones, to be sent as they are, mutated or wrongly framed */
export function anyFrame(random: Random, messages: readonly object[]): Buffer {
  const payload =
    random.chance(0.8) && messages.length > 0 ? message(random, messages) : random.bytes(random.below(300));
  if (random.chance(0.9)) return frame(1, payload);
  return frame(random.below(16), payload, {
    isLast: random.chance(0.7),
    reserved: random.chance(0.2) ? random.below(8) : 0,
    isMasked: random.chance(0.9),
    ...(random.chance(0.1) && { length: random.pick([0, 125, 70_000, 2 ** 31, Number.MAX_SAFE_INTEGER]) }),
  });
}

const JUNK = [
  null,
  true,
  -1,
  1e308,
  '',
  'x'.repeat(3_000),
  [],
  {},
  [[[[]]]],
  '\u0000',
  '__proto__',
  '\u202e',
  'm1',
  'm999999',
];

function message(random: Random, messages: readonly object[]): Buffer {
  if (random.chance(0.02)) return Buffer.from('['.repeat(random.below(20_000)));
  const text = Buffer.from(JSON.stringify(corrupted(random.pick(messages), random)));
  return random.chance(0.8) ? text : mutated(text, random);
}

function corrupted(value: unknown, random: Random): unknown {
  // A message has some five values: about one in three comes through whole, and does something.
  if (random.chance(0.2)) return random.pick(JUNK);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => corrupted(each, random));
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, corrupted(each, random)]));
}

/** Some bytes of it changed, doubled, left out or put in. */
function mutated(bytes: Buffer, random: Random): Buffer {
  let result = bytes;
  while (random.chance(0.3)) {
    const [from, to] = [random.below(result.length + 1), random.below(result.length + 1)].sort((a, b) => a - b) as [
      number,
      number,
    ];
    const before = result.subarray(0, from);
    const after = result.subarray(from);
    const middle = [
      random.bytes(1 + random.below(4)),
      result.subarray(from, to),
      Buffer.from(random.pick(['\r\n', '\r\n\r\n', '\0', ' ', '%', '/'])),
    ];
    result = random.chance(0.2)
      ? Buffer.concat([before, result.subarray(to)])
      : Buffer.concat([before, random.pick(middle), after]);
    if (result.length > 100_000) return result.subarray(0, 100_000);
  }
  return result;
}
