import { expect, test } from 'vitest';
import { forOthers } from './for-others.ts';

const card = (address: string, internal: boolean) => ({
  address,
  internal,
  family: 'IPv4' as const,
  netmask: '255.255.255.0',
  mac: '00:00:00:00:00:00',
  cidr: null,
});
const interfaces = { lo: [card('127.0.0.1', true)], eth0: [card('192.0.2.7', false)] };

test.each(['localhost', '127.0.0.1', '::1'])('on %s nobody else gets in', (host) => {
  expect(forOthers(host, 4321, interfaces)).toBeUndefined();
});

test('on every address it names those that others reach', () => {
  expect(forOthers('0.0.0.0', 4321, interfaces)).toBe(
    'Others on your network open it at http://192.0.2.7:4321/. What they run runs in their own browsers.',
  );
});

test('on one address it names that one', () => {
  expect(forOthers('2001:db8::7', 4321, interfaces)).toContain('http://[2001:db8::7]:4321/');
});

test('without a network card it says so plainly', () => {
  expect(forOthers('::', 4321, {})).toContain('at this computer’s address');
});
