/** Digest algorithms by OpenSSL's names for them. */
import { md5, ripemd160, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512, sha512_224, sha512_256 } from '@noble/hashes/sha2.js';
import { realm } from '../../chunk-kit.ts';

export type Digest = typeof sha256 | typeof sha512 | typeof md5;

const DIGESTS: Readonly<Record<string, Digest>> = {
  md5,
  ripemd160,
  sha1,
  sha224,
  sha256,
  sha384,
  sha512,
  'sha512-224': sha512_224,
  'sha512-256': sha512_256,
};

const ALIASES: Readonly<Record<string, string>> = {
  rmd160: 'ripemd160',
  ripemd: 'ripemd160',
  'ssl3-md5': 'md5',
  'ssl3-sha1': 'sha1',
};

/** As `crypto.getHashes` lists them. */
export function digestNames(): string[] {
  const signing = [
    'md5',
    'ripemd160',
    'sha1',
    'sha1-2',
    'sha224',
    'sha256',
    'sha384',
    'sha512',
    'sha512/224',
    'sha512/256',
  ];
  return [
    ...signing.map((name) => `RSA-${name.toUpperCase()}`),
    ...Object.keys(DIGESTS),
    ...Object.keys(ALIASES),
  ].sort();
}

/** OpenSSL ignores case, and takes `SHA-256` and `RSA-SHA256` for sha256. */
export function digestNamed(name: string): Digest | undefined {
  const plain = name
    .toLowerCase()
    .replace(/^rsa-/, '')
    .replace(/^sha-?(1|224|256|384|512)(?:-2)?(?:[-/](224|256))?$/, (_, size: string, cut?: string) =>
      cut === undefined ? `sha${size}` : `sha${size}-${cut}`,
    );
  return Object.hasOwn(DIGESTS, plain) ? DIGESTS[plain] : DIGESTS[ALIASES[plain] ?? ''];
}

export function digestOrThrow(name: string): Digest {
  const digest = digestNamed(name);
  if (digest !== undefined) return digest;
  throw Object.assign(new TypeError(`Invalid digest: ${name}`), { code: 'ERR_CRYPTO_INVALID_DIGEST' });
}

interface BufferClass {
  from(text: string, encoding?: string): Uint8Array<ArrayBuffer>;
  from(buffer: ArrayBufferLike, offset: number, length: number): Uint8Array<ArrayBuffer>;
}

/** The bytes of whatever Node's library passes for some. */
export function bytesOf(value: string | ArrayBufferLike | ArrayBufferView, encoding?: string): Uint8Array {
  if (typeof value === 'string') {
    const { Buffer } = realm.require('buffer') as { Buffer: BufferClass };
    return Buffer.from(value, encoding === 'buffer' ? 'utf8' : encoding);
  }
  return ArrayBuffer.isView(value)
    ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
    : new Uint8Array(value);
}
