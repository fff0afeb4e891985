/** Crypto's jobs: at once for the …Sync functions, else as requests whose callbacks come from the loop. */
import { expand, extract } from '@noble/hashes/hkdf.js';
import { pbkdf2 } from '@noble/hashes/pbkdf2.js';
import { scrypt, scryptAsync } from '@noble/hashes/scrypt.js';
import { beginRequest, binding, endRequest, enqueue, host, inContextOf, Request } from '../../chunk-kit.ts';
import { bytesOf, digestOrThrow } from './digests.ts';
import { derive } from './derive.ts';
import { keyBytes, type KeyLike } from './keys.ts';

type Bytes = ArrayBufferLike | ArrayBufferView;
type Modes = Readonly<Record<'kCryptoJobAsync' | 'kCryptoJobSync' | 'kCryptoJobWebCrypto', number>>;

/** A piece of work that Node's library makes and runs; `ondone` hears of the end of a job that is not synchronous. */
abstract class Job extends Request {
  declare ondone: (error: unknown, result: unknown) => void;
  readonly #mode: number;

  constructor(mode: number) {
    super();
    this.#mode = mode;
  }

  protected abstract now(): Uint8Array | undefined;

  /** Where it can be done beside the program. */
  protected async later(): Promise<Uint8Array | undefined> {
    return this.now();
  }

  run(): unknown {
    const { kCryptoJobSync, kCryptoJobWebCrypto } = binding<Modes>('crypto');
    if (this.#mode === kCryptoJobWebCrypto) return this.later().then(bufferOf);
    if (this.#mode !== kCryptoJobSync) {
      this.#start();
      return undefined;
    }
    try {
      return [undefined, bufferOf(this.now())];
    } catch (error) {
      return [error, undefined];
    }
  }

  #start(): void {
    beginRequest();
    const done = (error: unknown, result?: unknown) => {
      endRequest();
      enqueue(() => inContextOf(this, () => this.ondone(error, result)));
    };
    this.later().then((bytes) => done(undefined, bufferOf(bytes)), done);
  }
}

function bufferOf(bytes: Uint8Array | undefined): ArrayBufferLike | undefined {
  return bytes?.slice().buffer;
}

/** The browser gives so many at once. */
const MOST_RANDOM = 65_536;

function fillRandom(bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; at += MOST_RANDOM) {
    const part = new Uint8Array(Math.min(MOST_RANDOM, bytes.length - at));
    bytes.set(host.crypto.getRandomValues(part), at);
  }
}

class RandomBytesJob extends Job {
  readonly #bytes: Uint8Array;

  constructor(mode: number, target: Bytes, offset: number, size: number) {
    super(mode);
    this.#bytes = bytesOf(target).subarray(offset, offset + size);
  }

  protected now(): undefined {
    fillRandom(this.#bytes);
  }
}

class PBKDF2Job extends Job {
  readonly #derivation: Parameters<typeof derive>[0];

  constructor(mode: number, password: Bytes, salt: Bytes, ...rest: [rounds: number, length: number, digest: string]) {
    super(mode);
    const [rounds, length, name] = rest;
    const digest = digestOrThrow(name);
    this.#derivation = { password: bytesOf(password).slice(), salt: bytesOf(salt).slice(), rounds, length, digest };
  }

  protected now(): Uint8Array {
    const { digest, password, salt, rounds: c, length: dkLen } = this.#derivation;
    if (dkLen === 0) throw new Error('Deriving bits failed');
    return pbkdf2(digest, password, salt, { c, dkLen });
  }

  protected override async later(): Promise<Uint8Array> {
    return this.#derivation.length === 0 ? this.now() : derive(this.#derivation);
  }
}

interface ScryptCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
  readonly maxmem: number;
  readonly dkLen: number;
}

class ScryptJob extends Job {
  readonly #inputs: readonly [Uint8Array, Uint8Array, ScryptCost];

  constructor(mode: number, password: Bytes, salt: Bytes, ...cost: [number, number, number, number, number]) {
    super(mode);
    const [N, r, p, maxmem, dkLen] = cost;
    refuseScrypt(N, r, p, maxmem);
    this.#inputs = [bytesOf(password).slice(), bytesOf(salt).slice(), { N, r, p, maxmem: maxmem + 1_000, dkLen }];
  }

  protected now(): Uint8Array {
    return scrypt(...this.#inputs);
  }

  protected override later(): Promise<Uint8Array> {
    return scryptAsync(...this.#inputs);
  }
}

/** As OpenSSL does. */
function refuseScrypt(N: number, r: number, p: number, maxmem: number): void {
  const isPower = N > 1 && Number.isInteger(Math.log2(N));
  const isTooLarge = 128 * r * (N + p + 2) > maxmem;
  if (isPower && !isTooLarge) return;
  const why = isPower ? ': error:030000AC:digital envelope routines::memory limit exceeded' : '';
  const error = new RangeError(`Invalid scrypt params${why}`);
  throw Object.assign(error, { code: 'ERR_CRYPTO_INVALID_SCRYPT_PARAMS' });
}

class HKDFJob extends Job {
  readonly #derive: () => Uint8Array;

  constructor(mode: number, name: string, key: KeyLike, ...rest: [salt: Bytes, info: Bytes, length: number]) {
    super(mode);
    const [salt, info, length] = rest;
    const digest = digestOrThrow(name);
    const inputs = [keyBytes(key), bytesOf(salt).slice(), bytesOf(info).slice()] as const;
    this.#derive = () => expand(digest, extract(digest, inputs[0], inputs[1]), inputs[2], length);
  }

  protected now(): Uint8Array {
    return this.#derive();
  }
}

class HashJob extends Job {
  readonly #digest: () => Uint8Array;

  constructor(mode: number, name: string, data: Bytes) {
    super(mode);
    const input = bytesOf(data).slice();
    this.#digest = () => digestOrThrow(name)(input);
  }

  protected now(): Uint8Array {
    return this.#digest();
  }
}

export const jobs = { RandomBytesJob, PBKDF2Job, ScryptJob, HKDFJob, HashJob };
