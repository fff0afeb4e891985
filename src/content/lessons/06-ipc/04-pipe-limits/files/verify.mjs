import { isDeepStrictEqual } from 'node:util';

/** What has to arrive as it was sent. */
export const parcel = {
  map: new Map([['a', 1]]),
  date: new Date('2026-01-31T12:00:00Z'),
  big: 12345678901234567890n,
  bytes: Buffer.alloc(1_000_000, 7),
};

/** Says of each part whether it is what was sent. */
export function verify(received) {
  for (const [name, sent] of Object.entries(parcel)) {
    const arrived = received?.[name];
    // A Buffer may come back as a plain Uint8Array: the bytes count.
    const isSame = ArrayBuffer.isView(sent)
      ? ArrayBuffer.isView(arrived) && Buffer.from(arrived.buffer, arrived.byteOffset, arrived.byteLength).equals(sent)
      : isDeepStrictEqual(arrived, sent);
    console.log(`${name}: ${isSame ? 'as it was sent' : 'not what was sent'}`);
  }
}
