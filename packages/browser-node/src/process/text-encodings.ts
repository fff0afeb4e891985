/** Text to bytes and back, in the encodings that Buffers know. */
import { decodeUtf8, encodeUtf8, encodeUtf8Into, host } from './host.ts';

export type Encoding = 'ascii' | 'base64' | 'base64url' | 'binary' | 'hex' | 'latin1' | 'ucs2' | 'utf16le' | 'utf8';

/** The most characters for `String.fromCharCode` in every browser. */
const CHARACTERS_AT_ONCE = 8_192;
/** Short ASCII is quicker by hand than through TextDecoder. */
const SHORT = 24;

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const BASE64 = base64Values();

function characters(bytes: Uint8Array, mask = 255): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += CHARACTERS_AT_ONCE) {
    const part = bytes.subarray(start, start + CHARACTERS_AT_ONCE);
    text += String.fromCharCode(...(mask === 255 ? part : part.map((byte) => byte & mask)));
  }
  return text;
}

function utf8(bytes: Uint8Array): string {
  if (bytes.length < SHORT && bytes.every((byte) => byte < 128)) return String.fromCharCode(...bytes);
  return decodeUtf8(bytes);
}

function hex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += HEX[byte] ?? '';
  return text;
}

function ucs2(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    text += String.fromCharCode((bytes[at] as number) | ((bytes[at + 1] as number) << 8));
  }
  return text;
}

const base64 = (bytes: Uint8Array) => host.btoa(characters(bytes));
const base64url = (bytes: Uint8Array) => base64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');

/** Bytes as text. */
export const decoders: Readonly<Record<Encoding, (bytes: Uint8Array) => string>> = {
  ascii: (bytes) => characters(bytes, 127),
  base64,
  base64url,
  binary: characters,
  hex,
  latin1: (bytes) => characters(bytes),
  ucs2,
  utf16le: ucs2,
  utf8,
};

/** Writes text into the target as far as there is room. @returns the bytes written */
type Encode = (text: string, target: Uint8Array) => number;

const latin1Into: Encode = (text, target) => {
  const length = Math.min(text.length, target.length);
  for (let at = 0; at < length; at++) target[at] = text.charCodeAt(at);
  return length;
};

const ucs2Into: Encode = (text, target) => {
  const length = Math.min(text.length, target.length >> 1);
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at);
    target[at * 2] = code;
    target[at * 2 + 1] = code >> 8;
  }
  return length * 2;
};

const hexInto: Encode = (text, target) => {
  const length = Math.min(text.length >> 1, target.length);
  for (let at = 0; at < length; at++) {
    const digits = text.slice(at * 2, at * 2 + 2);
    if (!/^[0-9a-f]{2}$/i.test(digits)) return at;
    target[at] = parseInt(digits, 16);
  }
  return length;
};

/** Takes both alphabets, and skips other characters, as Node does. */
const base64Into: Encode = (text, target) => {
  let bits = 0;
  let count = 0;
  let written = 0;
  for (let at = 0; at < text.length && written < target.length; at++) {
    // Node looks at the low byte alone.
    const code = text.charCodeAt(at) & 255;
    if (code === 61) break;
    const value = BASE64[code] ?? -1;
    if (value < 0) continue;
    bits = ((bits << 6) | value) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    target[written++] = (bits >> count) & 255;
  }
  return written;
};

export const encoders: Readonly<Record<Encoding, Encode>> = {
  ascii: latin1Into,
  base64: base64Into,
  base64url: base64Into,
  binary: latin1Into,
  hex: hexInto,
  latin1: latin1Into,
  ucs2: ucs2Into,
  utf16le: ucs2Into,
  utf8: (text, target) => encodeUtf8Into(text, target).written,
};

/** @param encoding anything but a known name counts as latin1, as in Node's C++ */
export function encodeText(text: string, encoding = 'utf8'): Uint8Array<ArrayBuffer> {
  if (encoding === 'utf8' || encoding === 'utf-8') return encodeUtf8(text);
  const target = new Uint8Array(text.length * 2);
  const encode = encoders[encoding as Encoding] ?? latin1Into;
  return target.slice(0, encode(text, target));
}

/** A character that the other encoding lacks becomes a question mark; undefined for encodings that are not of text. */
export function transcode(bytes: Uint8Array, from: string, to: string): Uint8Array<ArrayBuffer> | undefined {
  if (![from, to].every((name) => /^(utf8|ucs2|utf16le|latin1|binary|ascii)$/.test(name))) return undefined;
  const text = decoders[from as Encoding](bytes);
  if (to === 'ascii') return encodeText(text.replace(/[^\0-\x7f]/gu, '?'), to);
  if (to === 'latin1' || to === 'binary') return encodeText(text.replace(/[^\0-\xff]/gu, '?'), to);
  return encodeText(text, to);
}

function base64Values(): Int8Array {
  const values = new Int8Array(256).fill(-1);
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  Array.from(alphabet).forEach((character, value) => (values[character.charCodeAt(0)] = value));
  values['-'.charCodeAt(0)] = 62;
  values['_'.charCodeAt(0)] = 63;
  return values;
}
