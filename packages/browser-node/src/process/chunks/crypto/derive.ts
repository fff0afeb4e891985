/** PBKDF2 beside the program: on the browser's own threads where the page is secure, else in slices between its callbacks. */
import { pbkdf2Async } from '@noble/hashes/pbkdf2.js';
import { host } from '../../chunk-kit.ts';
import type { Digest } from './digests.ts';
import { sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';

interface Derivation {
  readonly digest: Digest;
  readonly password: Uint8Array<ArrayBuffer>;
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly rounds: number;
  readonly length: number;
}

const OF_BROWSER = new Map<Digest, string>([
  [sha1, 'SHA-1'],
  [sha256, 'SHA-256'],
  [sha384, 'SHA-384'],
  [sha512, 'SHA-512'],
]);

export async function derive({ digest, password, salt, rounds, length }: Derivation): Promise<Uint8Array> {
  const hash = OF_BROWSER.get(digest);
  // Over plain http a browser has no `subtle`.
  const subtle = host.crypto.subtle as SubtleCrypto | undefined;
  if (subtle === undefined || hash === undefined)
    return pbkdf2Async(digest, password, salt, { c: rounds, dkLen: length });
  const key = await subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits']);
  const parameters = { name: 'PBKDF2', hash, salt, iterations: rounds };
  return new Uint8Array(await subtle.deriveBits(parameters, key, length * 8));
}
