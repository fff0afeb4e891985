/** `Hash`, `Hmac` and `crypto.hash`: what lies below Node's classes of these names. */
import { hmac } from '@noble/hashes/hmac.js';
import { asBuffer } from '../../chunk-kit.ts';
import { bytesOf, digestNamed, digestOrThrow, type Digest } from './digests.ts';
import { keyBytes, type KeyLike } from './keys.ts';

type Data = string | ArrayBufferView;
type Running = ReturnType<Digest['create']> | ReturnType<typeof hmac.create>;

function encoded(bytes: Uint8Array, encoding: string | undefined): unknown {
  const buffer = asBuffer(bytes) as Uint8Array & { toString(encoding: string): string };
  return encoding === undefined || encoding === 'buffer' ? buffer : buffer.toString(encoding);
}

abstract class Digester {
  protected running: Running | undefined;
  #result: Uint8Array | undefined;

  update(data: Data, encoding?: string): boolean {
    this.running?.update(bytesOf(data, encoding));
    return true;
  }

  /** Node's streams ask a second time. */
  digest(encoding?: string): unknown {
    this.#result ??= this.running?.digest() ?? new Uint8Array(0);
    return encoded(this.#result, encoding);
  }
}

export class Hash extends Digester {
  readonly #digest: Digest;

  constructor(algorithm: string | Hash, length: number | undefined) {
    super();
    const isCopy = algorithm instanceof Hash;
    const digest = isCopy ? algorithm.#digest : digestNamed(algorithm);
    if (digest === undefined) throw new Error('Digest method not supported');
    refuseOtherLength(digest, length);
    this.#digest = digest;
    this.running = isCopy ? (algorithm.running?.clone() as Running | undefined) : digest.create();
  }
}

export class Hmac extends Digester {
  init(algorithm: string, key: KeyLike): void {
    this.running = hmac.create(digestOrThrow(algorithm), keyBytes(key));
  }
}

export function oneShotDigest(
  algorithm: string,
  ...rest: [id: number, cache: object, input: Data, encoding: string, code: number, length: number | undefined]
): unknown {
  const [, , input, encoding, , length] = rest;
  const digest = digestNamed(algorithm);
  if (digest === undefined) throw new Error(`Digest method ${algorithm} is not supported`);
  refuseOtherLength(digest, length);
  return encoded(digest(bytesOf(input)), encoding);
}

/** Only extendable functions, which are not here, give as much as one asks for. */
function refuseOtherLength({ outputLen }: Digest, length: number | undefined): void {
  if (length === undefined || length === outputLen) return;
  const reason = 'not XOF or invalid length';
  throw Object.assign(new Error(`error:030000B2:digital envelope routines::${reason}`), {
    library: 'digital envelope routines',
    reason,
    code: 'ERR_OSSL_EVP_NOT_XOF_OR_INVALID_LENGTH',
  });
}
