/** A site on somebody else's host says what our server says: the files that tell those hosts come from one table. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { headerRules } from '../../../src/server/headers.ts';
import { hostedRules, netlifyHeaders, vercelConfig } from '../../../scripts/write-hosting.ts';

/** Of the built site. */
const PAGES = readdirSync('dist', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('index.html'))
  .map((file) => `/${file.replace(/index\.html$/, '')}`);

type Headers = Record<string, string>;

const script = readdirSync('dist/_astro').find((name) => name.includes('worker')) as string;
const PATHS = [
  '/',
  '/lessons/ipc/',
  '/quiz/ipc/',
  '/review/',
  '/diagnostics/',
  `/_astro/${script}`,
  '/recordings/cluster-basics/same-port.cast',
  '/nowhere/',
  '/embed/',
  '/embed/ipc/star/',
  '/embed/quiz/ipc/',
  '/embed/playground/',
  '/embed.js',
  '/favicon.svg',
];

test('text travels compressed: by brotli where a browser takes it, by gzip over plain http', async ({ request }) => {
  for (const path of ['/', `/_astro/${script}`, '/search.json'])
    for (const [accepted, kind] of Object.entries({ 'gzip, br': 'br', gzip: 'gzip', identity: undefined })) {
      const answer = await request.get(path, { headers: { 'accept-encoding': accepted } });
      expect(answer.headers()['content-encoding'], `${path} for ${accepted}`).toBe(kind);
      expect(answer.headers()['vary']).toContain('accept-encoding');
    }
});

/** An embed's policy names its host in both schemes. */
const OF_OWN_HOST = / http:\/\/([\w.:[\]-]+) https:\/\/\1(?=[ ;]|$)/g;
const OF_SECOND_PORT = / (?:http|ws):\/\/(?:localhost|127\.0\.0\.1):\d+(?=[ ;])/g;

test('pages may reach the second port; embeds, scripts of workers and pages for other computers may not', async ({
  request,
}) => {
  const named = async (path: string, host?: string) => {
    const answer = await request.get(path, host === undefined ? {} : { headers: { host } });
    const policy = answer.headers()['content-security-policy']?.replaceAll(OF_OWN_HOST, '');
    return policy?.match(OF_SECOND_PORT)?.length ?? 0;
  };
  for (const path of ['/', '/lessons/ipc/', '/playground/', '/workshop/host/']) expect(await named(path), path).toBe(4);
  const others = PATHS.filter((path) => /^\/(?:embed\/.|_astro|nowhere|recordings)/.test(path));
  for (const path of others) expect(await named(path), path).toBe(0);
  expect(await named('/lessons/ipc/', 'class.example')).toBe(0);
});

const made = await netlifyHeaders(await hostedRules('dist'), 'dist');

/** As Netlify and Cloudflare read the file: each rule that matches applies, what comes twice is joined; the same twice says no more. */
function netlify(path: string): Headers {
  const merged: Headers = {};
  for (const block of made.replace(/^#.*\n/, '').split('\n\n')) {
    const [pattern = '', ...lines] = block.trim().split('\n');
    if (!matches(pattern.replaceAll('*', '.*').replaceAll(/:\w+/g, '[^/]+'), path)) continue;
    for (const line of lines) {
      const [, name = '', value = ''] = /^ {2}([\w-]+): (.*)$/.exec(line) ?? [];
      merged[name] = name in merged && merged[name] !== value ? `${merged[name]}, ${value}` : value;
    }
  }
  return merged;
}

/** As Vercel reads its file: the last rule that matches decides each header. */
function vercel(path: string): Headers {
  const { headers } = JSON.parse(readFileSync('vercel.json', 'utf8')) as {
    headers: { source: string; headers: { key: string; value: string }[] }[];
  };
  const matching = headers.filter(({ source }) => matches(source.replaceAll(/:\w+/g, '[^/]+'), path));
  return Object.fromEntries(matching.flatMap((rule) => rule.headers.map(({ key, value }) => [key, value])));
}

function matches(source: string, path: string): boolean {
  return new RegExp(`^${source}$`).test(path);
}

test('the committed file for Vercel is the one that the table makes', async () => {
  const rules = await hostedRules('dist');
  expect(JSON.parse(readFileSync('vercel.json', 'utf8')), 'run npm run build && npm run hosting').toEqual(
    vercelConfig(rules),
  );
});

for (const path of PATHS) {
  test(`${path} says the same everywhere`, async ({ request }) => {
    const served = (await request.get(path)).headers();
    const expected = netlify(path);
    expect(vercel(path)).toEqual(expected);
    // Only our own server knows the host that it is asked by, and has a second port, which its own pages may reach.
    const policy = served['content-security-policy']?.replaceAll(OF_OWN_HOST, '').replaceAll(OF_SECOND_PORT, '');
    expect({ ...served, 'content-security-policy': policy }).toMatchObject(expected);
    const isolating = Object.keys(served).filter((name) => /^(cross-origin|x-frame|access-control)/.test(name));
    expect(isolating.sort()).toEqual(
      Object.keys(expected)
        .filter((name) => isolating.includes(name))
        .sort(),
    );
  });
}

test('workers may start on isolated pages', () => {
  expect(netlify(`/_astro/${script}`)).toMatchObject({
    'cross-origin-embedder-policy': 'credentialless',
    'cross-origin-resource-policy': 'cross-origin',
    'access-control-allow-origin': '*',
  });
  expect(netlify('/embed/ipc/star/')).not.toHaveProperty('cross-origin-opener-policy');
});

test('no header says who may frame an embed, which is anyone, and every other page is framed by its own site alone', async ({
  request,
}) => {
  for (const path of ['/embed/ipc/star/', '/embed/quiz/ipc/', '/embed/playground/'])
    for (const headers of [netlify(path), vercel(path), (await request.get(path)).headers()]) {
      expect(headers, path).not.toHaveProperty('x-frame-options');
      expect(headers['content-security-policy'], path).toMatch(/^default-src(?!.*frame-ancestors)/);
    }
  const pages = PAGES.filter((path) => !/^\/embed\/.+/.test(path));
  expect(pages.length).toBeGreaterThan(30);
  for (const path of [...pages, '/nowhere/'])
    for (const headers of [netlify(path), vercel(path), (await request.get(path)).headers()])
      expect(headers, path).toMatchObject({
        'x-frame-options': 'SAMEORIGIN',
        'content-security-policy': expect.stringContaining("frame-ancestors 'self'"),
      });
  // Our own server knows more than an address: nothing is there.
  expect((await request.get('/embed/ipc/nowhere/')).headers()['x-frame-options']).toBe('SAMEORIGIN');
});

test('a policy names StackBlitz where a page offers its engine, and nowhere else', () => {
  const policies = (engines: readonly string[]) =>
    headerRules({ scriptHashes: [], engines }).flatMap(({ headers }) => headers['content-security-policy'] ?? []);
  expect(policies(['browser-node', 'webcontainer']).join()).toContain('stackblitz');
  expect(policies(['local-node', 'browser-node']).join()).not.toContain('stackblitz');
  expect(netlify('/diagnostics/')['content-security-policy']).toContain('stackblitz');
  expect(netlify('/embed/ipc/star/')['content-security-policy']).not.toContain('stackblitz');
});
