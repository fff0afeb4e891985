import { expect, test } from 'vitest';
import { headerRules, headersFor, withOwnHost } from './headers.ts';

const EMBED = '/embed/ipc/star/';
const POLICY = 'content-security-policy';
const rules = headerRules({ scriptHashes: [], engines: [] });

test('an embed’s policy names the host that it came from, beside itself', () => {
  const { [POLICY]: policy } = withOwnHost(headersFor(EMBED, rules), EMBED, 'localhost:4321');
  expect(policy).toContain("style-src-elem 'self' http://localhost:4321 https://localhost:4321;");
});

test('a host that is none is not named, and no other page names one', () => {
  const embed = headersFor(EMBED, rules);
  expect(withOwnHost(embed, EMBED, "x; script-src 'unsafe-inline'")).toEqual(embed);
  const page = headersFor('/playground/', rules);
  expect(withOwnHost(page, '/playground/', 'localhost:4321')).toEqual(page);
});

test('where the site’s origin is known from the start, embeds name it', () => {
  const known = headerRules({ scriptHashes: [], engines: [], origin: 'https://class.example' });
  expect(headersFor(EMBED, known)[POLICY]).toContain("connect-src 'self' https://class.example;");
  expect(headersFor('/', known)[POLICY]).not.toContain('class.example');
});
