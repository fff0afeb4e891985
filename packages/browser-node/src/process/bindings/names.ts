/** `cares_wrap`: names and addresses. There is no network here, so localhost is all there is. */
import { defineBinding, each } from '../binding.ts';
import { AsyncWrap, fire, Request } from '../handles/async-wrap.ts';
import { host } from '../host.ts';
import { beginRequest, endRequest } from '../loop.ts';
import { asBuffer, started } from '../realm.ts';
import { UV } from '../uv.ts';
import { warnAtOnce } from '../warnings.ts';
import { HOSTNAME } from './os.ts';

const LOOPBACK = ['::1', '127.0.0.1'];
const IPV4 = /^\d+\.\d+\.\d+\.\d+$/;
const IPV6_WORDS = 8;

function addressesOf(name: string): readonly string[] {
  if (name === 'localhost' || name.endsWith('.localhost')) return LOOPBACK;
  return name === HOSTNAME ? ['127.0.0.1'] : [];
}

/** Names that are made to lead nowhere (RFC 6761). */
const NOWHERE = /(?:^|\.)(?:invalid|test|example|local)$/;
let hasWarned = false;

/** Of a name that would be found on a computer: once, as the program hears of an ENOTFOUND alone. */
function warnOfOutside(name: string): void {
  if (hasWarned || !name.includes('.') || NOWHERE.test(name)) return;
  hasWarned = true;
  const { speaker } = started();
  warnAtOnce(
    `${speaker}: nothing beyond this page can be reached from here, so "${name}" is not found. Node on a computer reaches it.`,
  );
}

/** The address as the system would write it; undefined for a text that is no address. */
function canonical(address: string): string | undefined {
  if (IPV4.test(address)) return address;
  try {
    return new host.URL(`http://[${address}]/`).hostname.slice(1, -1);
  } catch {
    return undefined;
  }
}

function ipv6Bytes(address: string): Uint8Array | undefined {
  const [left, right] = canonical(address)?.split('::') ?? [];
  if (left === undefined || (right === undefined && !left.includes(':'))) return undefined;
  const words = (part: string | undefined) => (part === undefined || part === '' ? [] : part.split(':'));
  const zeros = Array.from({ length: IPV6_WORDS - words(left).length - words(right).length }, () => '0');
  const bytes = new Uint8Array(IPV6_WORDS * 2);
  const view = new DataView(bytes.buffer);
  [...words(left), ...zeros, ...words(right)].forEach((word, index) => view.setUint16(index * 2, parseInt(word, 16)));
  return asBuffer(bytes);
}

/** The bytes of an address, four or sixteen; undefined for a text that is no address. */
export function addressBytes(address: string): Uint8Array | undefined {
  if (!IPV4.test(address)) return ipv6Bytes(address);
  const bytes = address.split('.').map(Number);
  return bytes.every((byte) => byte < 256) ? Uint8Array.from(bytes) : undefined;
}

function answer(request: Request, ...results: unknown[]): number {
  beginRequest();
  fire(request, () => {
    endRequest();
    request.settle(...results);
  });
  return 0;
}

/** No name server can be asked: nothing has a record. */
function resolver({ prototype }: { prototype: object }): unknown {
  class ChannelWrap extends AsyncWrap {
    getServers = () => [];
    setServers = () => 0;
    setLocalAddress = () => undefined;
    cancel = () => undefined;
  }
  const queries = Object.getOwnPropertyNames(prototype).filter((name) => /^(query|getHostByAddr)/.test(name));
  Object.assign(
    ChannelWrap.prototype,
    each(queries, (request: Request) => answer(request, 'ENOTFOUND')),
  );
  return ChannelWrap;
}

defineBinding('cares_wrap', (shape) => ({
  GetAddrInfoReqWrap: class GetAddrInfoReqWrap extends Request {},
  GetNameInfoReqWrap: class GetNameInfoReqWrap extends Request {},
  QueryReqWrap: class QueryReqWrap extends Request {},
  getaddrinfo: (request: Request, name: string, family: number, _hints: number, order: number) => {
    const wanted = addressesOf(name).filter((each) => family === 0 || (family === 6) === each.includes(':'));
    const isIPv4First = order === shape['DNS_ORDER_IPV4_FIRST'];
    const sorted = isIPv4First ? wanted.toSorted((a, b) => Number(a.includes(':')) - Number(b.includes(':'))) : wanted;
    if (sorted.length > 0) return answer(request, null, sorted);
    warnOfOutside(name);
    return answer(request, UV.EAI_NONAME, undefined);
  },
  getnameinfo: (request: Request, _address: string, port: number) => answer(request, null, 'localhost', String(port)),
  canonicalizeIP: canonical,
  convertIpv6StringToBuffer: ipv6Bytes,
  strerror: (code: number) => `DNS error ${code}`,
  ChannelWrap: resolver(shape['ChannelWrap'] as { prototype: object }),
}));
