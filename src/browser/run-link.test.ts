/** A run's link carries what its file holds; anything else gets a sentence. */
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LONGEST_FRAGMENT } from './packed-text.ts';
import { decodeRunLink, encodeRunLink } from './run-link.ts';

test('what goes in comes out, whatever it is', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 300 }), async (text) => {
      const link = await encodeRunLink(text);
      expect(link).toMatchObject({ ok: true, value: expect.stringMatching(/^#run=1\.[\w-]*$/) });
      expect(await decodeRunLink(link.ok ? link.value : '')).toEqual({ ok: true, value: text });
    }),
  );
});

test.each([
  ['cut off', async () => (await made('a'.repeat(999))).slice(0, -3), 'not whole'],
  ['nonsense', () => Promise.resolve('#run=1.%%%'), 'not whole'],
  ['of another version', () => Promise.resolve('#run=7.AAAA'), 'does not know'],
  [
    'a bomb',
    () => Promise.resolve(`#run=1.${deflateSync(Buffer.alloc(20_000_000, ' ')).toString('base64url')}`),
    'unpacks to more',
  ],
])('%s: a sentence', async (_, link, words) => {
  expect(await decodeRunLink(await link())).toMatchObject({ ok: false, message: expect.stringContaining(words) });
});

test('a long run is for a file', async () => {
  let noise = '';
  for (let index = 0; index < LONGEST_FRAGMENT; index++)
    noise += String.fromCharCode(33 + (((index * 7_919) ^ (index >> 3)) % 90));
  expect(await encodeRunLink(noise.repeat(3))).toMatchObject({
    ok: false,
    message: expect.stringContaining('as a file'),
  });
});

async function made(text: string): Promise<string> {
  const link = await encodeRunLink(text);
  if (!link.ok) throw new Error(link.message);
  return link.value;
}
