/** node:zlib in the page: what it packs, and what it says of what it cannot unpack, is the pinned Node's. */
import { gunzipSync } from 'node:zlib';
import { expect, test } from './page.ts';
import { runInPage, runOnNode } from './programs.ts';

test('packs and unpacks at once, in callbacks and in streams as real Node does', async ({ plainPage }) => {
  const program = {
    'main.mjs': `
      import { Readable } from 'node:stream';
      import { pipeline } from 'node:stream/promises';
      import { promisify } from 'node:util';
      import zlib from 'node:zlib';
      const text = 'one line and '.repeat(5000);
      const ways = [['gzip', 'gunzip'], ['deflate', 'inflate'], ['deflateRaw', 'inflateRaw'], ['gzip', 'unzip'], ['deflate', 'unzip']];
      for (const [pack, unpack] of ways) {
        const packed = zlib[pack + 'Sync'](text);
        console.log(pack, packed.length < text.length / 100, zlib[unpack + 'Sync'](packed).toString() === text);
        const again = await promisify(zlib[pack])(text, { level: 9 });
        console.log(unpack, (await promisify(zlib[unpack])(again)).toString() === text);
      }
      console.log(zlib.gzipSync('hello').toString('hex'), zlib.crc32('world', zlib.crc32('hello ')));
      let bytes = 0;
      await pipeline(
        Readable.from(Array.from({ length: 200 }, (_, i) => Buffer.alloc(10_000, i))),
        zlib.createGzip(),
        zlib.createGunzip(),
        async (source) => { for await (const chunk of source) bytes += chunk.length; },
      );
      console.log(bytes);
      const gzip = zlib.createGzip();
      const sent = [];
      gzip.on('data', (chunk) => sent.push(chunk)).write('half ');
      await new Promise((resolve) => gzip.flush(resolve));
      console.log(zlib.gunzipSync(Buffer.concat(sent), { finishFlush: zlib.constants.Z_SYNC_FLUSH }).toString());
      gzip.end('whole');
      await new Promise((resolve) => gzip.on('end', resolve));
      console.log(zlib.gunzipSync(Buffer.concat(sent)).toString());
      const stream = new Blob(['through the web']).stream();
      const passed = stream.pipeThrough(new CompressionStream('gzip')).pipeThrough(new DecompressionStream('gzip'));
      for await (const chunk of passed) console.log(Buffer.from(chunk).toString());`,
  };
  expect(await runInPage(plainPage, program)).toEqual(await runOnNode(program));
});

test('what cannot be unpacked is refused in the same words', async ({ plainPage }) => {
  const program = {
    'main.mjs': `
      import zlib from 'node:zlib';
      const dictionary = Buffer.from('abc');
      for (const attempt of [
        () => zlib.gunzipSync(Buffer.from('no gzip')),
        () => zlib.inflateSync(zlib.deflateSync('abc').subarray(0, 5)),
        () => zlib.gzipSync('a', { level: 99 }),
        () => zlib.inflateSync(zlib.deflateSync('abc', { dictionary })),
        () => zlib.inflateSync(zlib.deflateSync('abc', { dictionary }), { dictionary: Buffer.from('xyz') }),
        () => zlib.inflateSync(zlib.deflateSync('abc', { dictionary }), { dictionary }),
        () => zlib.inflateRawSync(zlib.deflateRawSync('abc', { dictionary }), { dictionary }),
        () => zlib.gunzipSync(Buffer.concat([zlib.gzipSync('a'), zlib.gzipSync('b')])),
        () => zlib.inflateSync(zlib.deflateSync('x'.repeat(1000)), { maxOutputLength: 10 }),
      ]) {
        try { console.log(String(attempt())); } catch ({ name, code, errno, message }) { console.log(name, code, errno, message); }
      }
      zlib.gunzip(Buffer.from('no gzip'), (error) => console.log(error.code));`,
  };
  expect(await runInPage(plainPage, program)).toEqual(await runOnNode(program));
});

test('what it packs, real Node unpacks; Brotli is refused in a sentence', async ({ plainPage }) => {
  const { output } = await runInPage(plainPage, {
    'main.mjs': `
      import zlib from 'node:zlib';
      console.log(zlib.gzipSync('a longer text, a longer text, a longer text').toString('base64'));
      try { zlib.brotliCompressSync('a'); } catch ({ message }) { console.log(message); }`,
  });
  const [packed = '', refusal] = output.split('\n');
  expect(gunzipSync(Buffer.from(packed, 'base64')).toString()).toBe('a longer text, a longer text, a longer text');
  expect(refusal).toBe(
    'In-browser Node does not have Brotli in node:zlib (gzip and deflate are there). ' +
      'Choose another engine in the menu to run this program.',
  );
});
