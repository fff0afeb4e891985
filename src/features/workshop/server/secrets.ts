/** Codes to type, secrets to link, and how they are compared: of a secret only its hash is kept. */
import { createHash, createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

/** Without letters and digits that look alike on a projector. */
const LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
/** 31^8, about 10^12: at the rate that an address may guess, hundreds of years. */
const CODE_LENGTH = 8;

export function newSecret(): string {
  return randomBytes(24).toString('base64url');
}

export function newCode(): string {
  const letters = Array.from({ length: CODE_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}

/** As typed: small letters, spaces, without the hyphen. */
export function readCode(typed: string): string {
  const letters = typed.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}

/** A secret has 192 bits of chance, so nobody guesses it from a fast hash. */
export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** In constant time, for no hash kept too. */
export function isSecretOf(hash: Uint8Array | undefined, secret: string): boolean {
  const given = hashOf(secret);
  return timingSafeEqual(given, hash ?? Buffer.alloc(given.length)) && hash !== undefined;
}

/** Made from the host's, so that the host's page can always link the screen, while the screen's opens no board. */
export function screenSecretOf(hostSecret: string): string {
  return createHmac('sha256', hostSecret).update('screen').digest('base64url');
}
