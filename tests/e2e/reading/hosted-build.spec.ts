/** A build that knows its own address tells other sites how to show its pages: with files that are there. */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { hostedRules } from '../../../scripts/write-hosting.ts';
import { SLOW } from '../support/slow.ts';

const SITE = 'https://lab.example';

test(
  'each page names its picture and its frame, both are in the build, and no host of an engine that it does not offer',
  SLOW,
  async () => {
    // It builds the whole site.
    test.setTimeout(600_000);
    const out = await mkdtemp(path.join(tmpdir(), 'hosted-build-'));
    try {
      const env = { ...process.env, PUBLIC_SITE_URL: SITE, PUBLIC_SANDBOX_ENGINES: 'browser-node' };
      await promisify(execFile)('npx', ['astro', 'build', '--silent', '--outDir', out], { env });
      const pages = await htmlIn(out);
      expect(pages.length).toBeGreaterThan(40);
      for (const page of pages) await checkPage(out, page);
      // Without its engine, no page and no policy names StackBlitz.
      expect(JSON.stringify(await hostedRules(out))).not.toContain('stackblitz');
      expect(await readFile(path.join(out, 'diagnostics/index.html'), 'utf8')).not.toContain('stackblitz');
    } finally {
      await rm(out, { recursive: true });
    }
  },
);

test('a build that does not know it names none', async () => {
  for (const page of await htmlIn('dist')) {
    expect(await readFile(page, 'utf8'), page).not.toMatch(/og:image|json\+oembed/);
  }
});

async function htmlIn(folder: string): Promise<string[]> {
  const files = await readdir(folder, { recursive: true });
  return files.filter((file) => file.endsWith('.html')).map((file) => path.join(folder, file));
}

async function checkPage(out: string, page: string): Promise<void> {
  const html = await readFile(page, 'utf8');
  const fileAt = (address: string) => path.join(out, address.replace(SITE, ''));
  const image = /property="og:image" content="([^"]+)"/.exec(html)?.[1];
  if (image === undefined) {
    expect(path.relative(out, page), 'only packages for an LMS have no card').toMatch(/^lms\//);
    return;
  }
  expect(image.startsWith(`${SITE}/cards/`), page).toBe(true);
  const png = await readFile(fileAt(image));
  expect([png.readUInt32BE(16), png.readUInt32BE(20)], image).toEqual([1200, 630]);

  const oEmbed = /type="application\/json\+oembed" href="([^"]+)"/.exec(html)?.[1];
  if (oEmbed === undefined) return;
  const answer = JSON.parse(await readFile(fileAt(oEmbed), 'utf8')) as { html: string; thumbnail_url: string };
  expect(fileAt(answer.thumbnail_url)).toBe(fileAt(image));
  const frame = /src="([^"?]+)/.exec(answer.html)?.[1] ?? '';
  expect(await readFile(path.join(fileAt(frame), 'index.html'), 'utf8')).toContain('<html');
}
