import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { USUAL_LOAD, type Playground } from '../model/playground.ts';
import { LONGEST_FRAGMENT } from '../../../browser/packed-text.ts';
import { decodeLink, encodeLink, isPlaygroundLink, secretFiles, withoutFiles } from './playground-link.ts';

const small: Playground = {
  title: 'Two workers',
  files: { 'main.mjs': "import '../../../browser/lib/work.mjs';\n", 'lib/work.mjs': 'console.log("ü 🧵");\n' },
  entry: 'main.mjs',
  args: ['--workers', '2'],
  env: { NODE_DEBUG: 'cluster' },
  load: { requests: 30, connections: 3, keepAlive: true, path: '/ana' },
};

/** As anyone could write it by hand. */
function link(value: unknown): string {
  return `#code=1.${deflateSync(JSON.stringify(value)).toString('base64url')}`;
}

async function made(playground: Playground): Promise<string> {
  const outcome = await encodeLink(playground);
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.value;
}

const name = fc
  .array(fc.stringMatching(/^[a-zA-Z_][\w-]{0,8}(\.mjs)?$/), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join('/'));
const anyPlayground = fc
  .dictionary(fc.oneof(name, fc.constant('__proto__')), fc.string({ unit: 'grapheme' }), { minKeys: 1, maxKeys: 5 })
  .chain((files) =>
    fc.record({
      title: fc.string({ maxLength: 100 }),
      files: fc.constant(files),
      entry: fc.constantFrom(...Object.keys(files)),
      args: fc.array(fc.stringMatching(/^[^\0]*$/), { maxLength: 4 }),
      env: fc.dictionary(fc.stringMatching(/^[A-Z_][A-Z0-9_]{0,9}$/), fc.stringMatching(/^[^\0]*$/)),
      load: fc.constant(USUAL_LOAD),
    }),
  );

test('what a link carries arrives as it was, for every playground', async () => {
  await fc.assert(
    fc.asyncProperty(anyPlayground, async (playground) => {
      const fragment = await made(playground);
      expect(fragment).toMatch(/^#code=1\.[\w-]+$/);
      expect(await decodeLink(fragment)).toEqual({ ok: true, value: playground });
    }),
  );
});

test('a link that lost characters or had one changed is refused with a sentence, never half read', async () => {
  const fragment = await made(small);
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 8, max: fragment.length - 1 }),
      fc.constantFrom('A', '_', '%', ''),
      async (at, char) => {
        const broken = char === '' ? fragment.slice(0, at) : fragment.slice(0, at) + char + fragment.slice(at + 1);
        const outcome = await decodeLink(broken);
        if (outcome.ok) expect(outcome.value).toEqual(small);
        else expect(outcome.message).toMatch(/not whole|does not hold/);
      },
    ),
  );
});

test('whatever stands behind #code= is answered, and nothing is thrown', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string(), async (text) => {
      const outcome = await decodeLink(`#code=${text}`);
      expect(outcome).toMatchObject({ ok: false, message: expect.stringMatching(/^The link .*\.$/) });
    }),
  );
});

describe('a hostile link is refused', () => {
  test.each([
    ['no object', 7],
    ['no files', { ...small, files: {} }],
    ['files that are no texts', { ...small, files: { 'main.mjs': 7 } }],
    ['files in a list', { ...small, files: ['main.mjs'] }],
    ['a name that leads out', { ...small, files: { '../../../main.mjs': '' }, entry: '../../../main.mjs' }],
    [
      'a name in the place of the tracer',
      { ...small, files: { '.cluster-lab/tracer.mjs': '' }, entry: '.cluster-lab/tracer.mjs' },
    ],
    ['an entry that is not there', { ...small, entry: 'constructor' }],
    ['an argument with a NUL', { ...small, args: ['a\0b'] }],
    ['a variable without a name', { ...small, env: { 'A=B': '1' } }],
    [
      'more files than an engine takes',
      { ...small, files: Object.fromEntries(Array.from({ length: 501 }, (_, index) => [`${index}`, ''])), entry: '0' },
    ],
    ['a file that is too large', { ...small, files: { 'main.mjs': 'x'.repeat(1_000_001) }, entry: 'main.mjs' }],
  ])('%s', async (_, value) => {
    expect(await decodeLink(link(value))).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^The link does not hold a playground\. \S/),
    });
  });

  test('a decompression bomb: a short link that unpacks to 20 MB', async () => {
    const bomb = `#code=1.${deflateSync(Buffer.alloc(20_000_000, ' ')).toString('base64url')}`;
    expect(bomb.length).toBeLessThan(LONGEST_FRAGMENT);
    const before = process.memoryUsage().arrayBuffers;
    expect(await decodeLink(bomb)).toEqual({
      ok: false,
      message: 'The link unpacks to more than any that is made here.',
    });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10_000_000);
  });

  test('one that is longer than any made here is not unpacked at all', async () => {
    expect(await decodeLink(`#code=1.${'A'.repeat(LONGEST_FRAGMENT)}`)).toMatchObject({
      ok: false,
      message: expect.stringContaining('characters'),
    });
  });

  test('a load out of all bounds becomes the usual one', async () => {
    const load = { requests: 1e9, connections: -1, keepAlive: 'yes', path: 'https://elsewhere.example/' };
    expect(await decodeLink(link({ ...small, load }))).toMatchObject({ ok: true, value: { load: USUAL_LOAD } });
  });
});

test('a version of the future is named as that', async () => {
  expect(isPlaygroundLink('#code=2.abc')).toBe(true);
  expect(isPlaygroundLink('#main')).toBe(false);
  expect(await decodeLink('#code=2.abc')).toMatchObject({ ok: false, message: expect.stringContaining('version') });
});

test('a playground that is too large for a link is refused with its size and a way out', async () => {
  const noise = Array.from({ length: 8_000 }, (_, index) => Math.sin(index).toString(36)).join('\n');
  const outcome = await encodeLink({ ...small, files: { 'main.mjs': noise } });
  expect(outcome).toMatchObject({
    ok: false,
    message: expect.stringMatching(/link of \d+ characters.*at most 30000.*save the files/),
  });
  const large = {
    ...small,
    files: { 'main.mjs': 'x'.repeat(900_000), 'b.mjs': 'x'.repeat(900_000), 'c.mjs': 'x'.repeat(900_000) },
  };
  expect(await encodeLink(large)).toMatchObject({ ok: false, message: expect.stringContaining('2.8 MB of files') });
});

test('files that are made to hold secrets are known by their names, and stay out', () => {
  const names = ['main.mjs', '.env', 'server/.env.production', '.env.example', 'env', '.environment', 'a.env'];
  const playground = { ...small, files: Object.fromEntries(names.map((each) => [each, 'KEY=1'])) };
  expect(secretFiles(playground)).toEqual(['.env', 'server/.env.production']);
  expect(Object.keys(withoutFiles(playground, secretFiles(playground)).files)).toEqual([
    ...['main.mjs', '.env.example', 'env', '.environment', 'a.env'],
  ]);
  expect(secretFiles({ ...playground, entry: '.env' }), 'what Run starts').not.toContain('.env');
});
