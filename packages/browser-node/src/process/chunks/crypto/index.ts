/** `crypto`: random numbers, digests, HMAC and key derivation, on @noble/hashes and the browser's source of chance. */
import { asBuffer, defineBinding, each, extendBinding, fromShape, parts, type Shape } from '../../chunk-kit.ts';
import { bytesOf, digestNames } from './digests.ts';
import { Hash, Hmac, oneShotDigest } from './hashes.ts';
import { jobs } from './jobs.ts';
import { keyMembers, sameBytes } from './keys.ts';

function timingSafeEqual(a: ArrayBufferView, b: ArrayBufferView): boolean {
  for (const [index, each] of [a, b].entries()) if (!isBytes(each)) throw notBytes(index + 1);
  if (a.byteLength === b.byteLength) return sameBytes(bytesOf(a), bytesOf(b));
  const error = new RangeError('Input buffers must have the same byte length');
  throw Object.assign(error, { code: 'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH' });
}

const isBytes = (value: unknown) => ArrayBuffer.isView(value) || value instanceof ArrayBuffer;

function notBytes(position: number): Error {
  const kinds = 'ArrayBuffer, Buffer, TypedArray, or DataView';
  const error = new TypeError(`The "buf${position}" argument must be an instance of ${kinds}.`);
  return Object.assign(error, { code: 'ERR_INVALID_ARG_TYPE' });
}

const none = () => [];
const nothing = () => undefined;

extendBinding('constants', { crypto: fromShape(parts.facts.shapes['crypto_constants'] as Shape, 'constants.crypto') });

defineBinding('crypto', () => ({
  ...jobs,
  ...keyMembers,
  Hash,
  Hmac,
  oneShotDigest,
  timingSafeEqual,
  getHashes: digestNames,
  getCachedAliases: () => ({}),
  getFipsCrypto: () => 0,
  getOpenSSLSecLevelCrypto: () => 1,
  secureBuffer: (length: number) => asBuffer(new Uint8Array(length)),
  ...each(['getCiphers', 'getCurves', 'getSSLCiphers'], none),
  ...each(['secureHeapUsed', 'setEngine'], nothing),
}));
