/** node:crypto in the page: what it computes is what the pinned Node computes. */
import { expect, test } from './page.ts';
import { runInPage, runOnNode } from './programs.ts';

test('digests, HMAC and derived keys are the same as on real Node', async ({ plainPage }) => {
  const program = {
    'main.mjs': `
      import { createHash, createHmac, createSecretKey, hash, hkdfSync, pbkdf2, pbkdf2Sync, scrypt, scryptSync } from 'node:crypto';
      import { promisify } from 'node:util';
      for (const name of ['md5', 'sha1', 'sha256', 'SHA384', 'sha512', 'RSA-SHA256', 'sha512-256']) {
        console.log(name, createHash(name).update('héllo ').update(Buffer.from('world')).digest('hex'));
        console.log(createHmac(name, 'key').update('a'.repeat(200)).digest('base64url'), hash(name, 'abc'));
      }
      const half = createHash('sha1').update('a');
      console.log(half.copy().update('b').digest('hex'), half.digest());
      console.log(createHmac('sha256', createSecretKey('k', 'utf8')).update('a').digest('latin1'));
      console.log(pbkdf2Sync('p', 's', 1000, 40, 'sha256').toString('hex'), scryptSync('p', 's', 20, { N: 1024 }));
      console.log(Buffer.from(hkdfSync('sha512', 'key', 'salt', 'info', 70)).toString('hex'));
      for (const digest of ['md5', 'sha1', 'sha512']) {
        console.log(digest, (await promisify(pbkdf2)('p', 's', 500, 33, digest)).toString('hex'));
      }
      console.log((await promisify(scrypt)('p', 's', 16)).toString('hex'));
      const stream = createHash('sha256');
      stream.on('data', (bytes) => console.log('stream', bytes.toString('hex')));
      stream.end('streamed');`,
  };
  expect(await runInPage(plainPage, program)).toEqual(await runOnNode(program));
});

test('what is refused is refused in the same words', async ({ plainPage }) => {
  const program = {
    'main.mjs': `
      import * as crypto from 'node:crypto';
      const { Buffer } = globalThis;
      for (const attempt of [
        () => crypto.createHash('nonsense'),
        () => crypto.createHash('sha256', { outputLength: 3 }),
        () => crypto.createHmac('nonsense', 'k'),
        () => crypto.hash('nonsense', 'a'),
        () => crypto.pbkdf2Sync('a', 'b', 1, 1, 'nonsense'),
        () => crypto.pbkdf2Sync('a', 'b', 1, 0, 'sha1'),
        () => crypto.scryptSync('a', 'b', 32, { N: 3 }),
        () => crypto.scryptSync('a', 'b', 32, { N: 2 ** 20 }),
        () => crypto.timingSafeEqual(Buffer.from('a'), Buffer.from('ab')),
        () => crypto.timingSafeEqual('a', Buffer.from('a')),
        () => crypto.createHash('md5').update(1),
        () => crypto.randomBytes(-1),
        () => { const h = crypto.createHash('md5'); h.digest(); h.digest(); },
      ]) {
        try { attempt(); console.log('no error'); } catch ({ name, code, message }) { console.log(name, code, message); }
      }`,
  };
  expect(await runInPage(plainPage, program)).toEqual(await runOnNode(program));
});

const CHANCE = {
  'main.mjs': `
    import { getRandomValues, randomBytes, randomInt, randomUUID, timingSafeEqual, getHashes } from 'node:crypto';
    const version4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
    console.log(version4.test(randomUUID()), version4.test(crypto.randomUUID()), randomUUID() === randomUUID());
    const bytes = randomBytes(200_000);
    console.log(bytes.length, new Set(bytes).size, bytes.subarray(-4).equals(Buffer.alloc(4)));
    const seen = new Set();
    for (let i = 0; i < 200; i++) seen.add(randomInt(3, 6));
    console.log([...seen].sort().join());
    console.log(getRandomValues(new Uint8Array(9)).length, crypto.getRandomValues(new Uint32Array(2)).length);
    console.log(timingSafeEqual(Buffer.from('same'), Buffer.from('same')), getHashes().includes('sha256'));
    console.log(Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from('abc'))).toString('hex'));
    randomBytes(5, (error, bytes) => console.log(error ?? bytes.length));`,
};

test('chance is of the right kind and size', async ({ plainPage }) => {
  expect(await runInPage(plainPage, CHANCE)).toEqual(await runOnNode(CHANCE));
});

test('over plain http, where a browser keeps most of its crypto back, all is there', async ({ page, address }) => {
  await page.goto(address.replace('localhost', 'classroom.test'));
  await page.waitForFunction('globalThis.keepsRule');
  expect(await page.evaluate('[isSecureContext, typeof crypto.subtle]')).toEqual([false, 'undefined']);
  expect(await runInPage(page, CHANCE)).toEqual(await runOnNode(CHANCE));
  // Derived in slices: timers go off meanwhile.
  const program = {
    'main.mjs': `
      import { pbkdf2 } from 'node:crypto';
      let ticks = 0;
      const timer = setInterval(() => ticks++, 1);
      pbkdf2('password', 'salt', 100_000, 32, 'sha256', (error, key) => {
        clearInterval(timer);
        console.log(key.toString('hex'), ticks > 1);
      });`,
  };
  expect(await runInPage(page, program)).toEqual(await runOnNode(program));
});
