import { expect, test } from 'vitest';
import { visibleText } from './visible-text.ts';

test('what cannot be seen, or turns the direction, is written as its number', () => {
  expect(visibleText('a\nb\u202ec\u200bd\u2028e\u0000')).toBe('a\\u{a}b\\u{202e}c\\u{200b}d\\u{2028}e\\u{0}');
});

test('all else is as it was', () => {
  expect(visibleText('Zoë 北京 “quoted” \\u{a}')).toBe('Zoë 北京 “quoted” \\u{a}');
});
